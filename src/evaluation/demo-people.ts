import type { AdoptedUser, NewCompany } from '../users/index.ts';

export const demoCompany: NewCompany = {
  name: 'Fennmoor Instruments',
  language: 'en',
  senderAddress: 'accounts@example.com',
  help: { name: 'Service Desk', phone: '+44 20 7946 0123', email: 'service-desk@example.com', page: undefined },
};

export type DemoPerson = Omit<AdoptedUser, 'companyId' | 'password'>;

type Told = Partial<DemoPerson> & { name: string; login: string; timeZone: string };

/** What is not told is the ordinary case: a confirmed user who reads English and whose email begins with the login. */
function person(told: Told): DemoPerson {
  return { email: `${told.login}@example.com`, role: 'user', state: 'confirmed', language: 'en', ...told };
}

export const administrator = person({
  name: 'Alex Thornbury',
  login: 'admin',
  role: 'settings',
  timeZone: 'Europe/London',
});

/** Whom a newcomer plays. */
export const visitor = person({ name: 'Mara Keller', login: 'mara.keller', timeZone: 'Europe/Zurich' });

/** Every case that an administrator meets, in 25 people. */
export const demoPeople: readonly DemoPerson[] = [
  administrator,
  visitor,
  person({ name: 'Ingrid Sørlie', login: 'ingrid.sorlie', role: 'settings', timeZone: 'Europe/Oslo' }),
  person({ name: 'Claire Lefèvre', login: 'claire.lefevre', role: 'access', language: 'fr', timeZone: 'Europe/Paris' }),
  person({ name: 'Sam Okafor', login: 'sam.okafor', role: 'helpdesk', timeZone: 'Africa/Lagos' }),
  person({ name: 'Lukas Weiß', login: 'lukas.weiss', role: 'helpdesk', language: 'de', timeZone: 'Europe/Vienna' }),
  person({ name: 'Jürgen Österle', login: 'juergen.oesterle', language: 'de', timeZone: 'Europe/Berlin' }),
  person({ name: 'René Béranger', login: 'rene.beranger', language: 'fr', timeZone: 'America/Montreal' }),
  person({ name: 'Lucía Ibáñez', login: 'lucia.ibanez', language: 'es', timeZone: 'Europe/Madrid' }),
  person({ name: 'Łukasz Żurawski', login: 'lukasz.zurawski', timeZone: 'Europe/Warsaw' }),
  person({
    name: "Sinéad O'Brien",
    login: 'sinead.obrien',
    email: "sinead.o'brien@example.com",
    timeZone: 'Europe/Dublin',
  }),
  person({ name: '日本 太郎', login: 'taro.nihon', timeZone: 'Asia/Tokyo' }),
  person({ name: 'ليلى حداد', login: 'layla.haddad', language: 'ar', timeZone: 'Asia/Beirut' }),
  person({ name: 'Олена Коваленко', login: 'olena.kovalenko', timeZone: 'Europe/Kyiv' }),
  person({ name: 'İpek Çağlar', login: 'ipek.caglar', timeZone: 'Europe/Istanbul' }),
  person({
    name: 'Maximiliana Theodora Wilhelmine Freifrau von Rabenfels-Lichtenwalde zu Hohenahrensburg und Untergries',
    login: 'maximiliana.von.rabenfels-lichtenwalde',
    language: 'de',
    timeZone: 'Europe/Berlin',
  }),
  person({ name: '<b>Bob</b>', login: 'bob', timeZone: 'America/New_York' }),
  // One address, two accounts: a reset by that address sends two letters.
  person({
    name: 'Anna Lindqvist',
    login: 'anna.lindqvist',
    email: 'front.office@example.com',
    timeZone: 'Europe/Stockholm',
  }),
  person({
    name: 'Erik Lindqvist',
    login: 'erik.lindqvist',
    email: 'front.office@example.com',
    timeZone: 'Europe/Stockholm',
  }),
  person({ name: 'Goods-In Terminal', login: 'goods-in', email: undefined, timeZone: 'Europe/London' }),
  person({
    name: 'Tom Fletcher',
    login: 'tom.fletcher',
    email: 'tom.fletcher@example,com',
    timeZone: 'Australia/Sydney',
  }),
  person({ name: 'Nia Prosser', login: 'nia.prosser', state: 'invited', timeZone: 'Europe/London' }),
  person({
    name: 'Diego Ramírez',
    login: 'diego.ramirez',
    state: 'invited',
    language: 'es',
    timeZone: 'America/Mexico_City',
  }),
  person({ name: 'Priya Raman', login: 'priya.raman', state: 'archived', timeZone: 'Asia/Kolkata' }),
  person({
    name: 'Victor Lang',
    login: 'victor.lang',
    role: 'helpdesk',
    state: 'archived',
    timeZone: 'Pacific/Auckland',
  }),
];
