export const doctorPath = '/settings/technical/email/doctor';
export const dkimPath = '/settings/technical/email/dkim';
