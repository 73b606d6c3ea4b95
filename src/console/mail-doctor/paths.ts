export const doctorPath = '/settings/technical/email/doctor';
export const receivedPath = '/settings/technical/email/doctor/received';
export const dkimPath = '/settings/technical/email/dkim';
