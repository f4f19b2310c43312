package io.quarkiverse.strata;

/**
 * What {@link Database#listen} hears.
 *
 * @param channel the channel
 * @param payload what NOTIFY said, empty when it said nothing
 * @param start whether this isn't a notification, but says that listening has begun, at first and again after notifications may
 *        have been missed: the connection was lost, or the subscriber too slow. Whoever follows a table reads it then. The
 *        payload is empty
 */
public record Notification(String channel, String payload, boolean start) {
}
