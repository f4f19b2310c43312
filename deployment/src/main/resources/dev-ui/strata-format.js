const two = number => String(number).padStart(2, '0');

/** A moment in the browser's time zone: 2026-11-22 22:31:05. */
export function moment(millis) {
    if (millis === undefined || millis === null) {
        return '';
    }
    const at = new Date(millis);
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
        + ` ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** The time of a moment in the browser's time zone: 22:31:05.042. */
export function time(millis) {
    const at = new Date(millis);
    return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** A duration with three digits that matter: 870 µs, 3.42 ms, 1.20 s, 2 min 05 s. */
export function duration(micros) {
    if (micros === undefined || micros === null) {
        return '';
    }
    if (micros < 1000) {
        return `${Math.round(micros)} µs`;
    }
    if (micros < 1000000) {
        return `${digits(micros / 1000)} ms`;
    }
    const seconds = micros / 1000000;
    return seconds < 60 ? `${digits(seconds)} s` : `${Math.floor(seconds / 60)} min ${two(Math.floor(seconds % 60))} s`;
}

function digits(number) {
    return number < 10 ? number.toFixed(2) : number < 100 ? number.toFixed(1) : number.toFixed(0);
}

/** 1 migration, 2 migrations, 1,200 rows. */
export function count(number, noun) {
    return `${Number(number).toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** A datasource as people call it. */
export function dataSourceLabel(name) {
    return name === '<default>' ? 'Default' : name;
}

/** Bytes as people read them: 512 B, 1.5 kB, 3.2 MB. */
export function bytes(number) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let unit = 0;
    while (number >= 1024 && unit < units.length - 1) {
        number /= 1024;
        unit++;
    }
    return `${unit === 0 ? number : digits(number)} ${units[unit]}`;
}

/** 12,345. */
export function whole(number) {
    return Math.round(number).toLocaleString('en-US');
}
