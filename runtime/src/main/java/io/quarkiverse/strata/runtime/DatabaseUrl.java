package io.quarkiverse.strata.runtime;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL connection URL taken apart,
 * {@code postgres://user:password@host:port/database?sslmode=require}, or with several {@code host:port} with commas between
 * them. The messages of its failures never hold any part of the
 * URL, since any part may turn out to be a piece of the password.
 *
 * @param addresses for each host the URL for the reactive client, without user, password and sslmode
 * @param user decoded; null when the URL has none
 * @param password decoded; null when the URL has none
 * @param sslMode as PostgreSQL writes it; null when the URL has none
 * @see <a href="https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS">Connection URIs</a>
 */
record DatabaseUrl(List<String> addresses, String user, String password, String sslMode) {

    private static final Pattern SCHEME = Pattern.compile("(?:vertx-reactive:)?(?:postgres|postgresql)://(.*)",
            Pattern.DOTALL);
    private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");
    private static final Set<String> SSL_MODES = Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    /** Those that the driver passes on to the server; the others of libpq it doesn't have. */
    private static final Set<String> PASSED_ON = Set.of("application_name", "search_path", "options");
    /** What Strata does of itself: of several hosts it goes to the primary. */
    private static final Set<String> PRIMARY_SESSIONS = Set.of("read-write", "primary");
    /** The JDBC driver's own, which Testcontainers adds to reactive URLs too; it means nothing here. */
    private static final String JDBC_LOGGING = "loggerLevel";
    private static final String ENCODED = " Characters of the user and the password other than letters, digits and -._~ are"
            + " written percent-encoded, @ as %40 and / as %2F.";

    /**
     * Takes {@code text} apart.
     *
     * @throws IllegalArgumentException when it isn't such a URL; the message is a sentence without a subject, as in "has no
     *         host."
     */
    static DatabaseUrl parse(String text) {
        Matcher scheme = SCHEME.matcher(text.strip());
        if (!scheme.matches()) {
            throw new IllegalArgumentException("doesn't begin with postgresql:// or postgres://.");
        }
        String rest = scheme.group(1);
        String query = "";
        int mark = rest.indexOf('?');
        if (mark >= 0) {
            query = rest.substring(mark + 1);
            rest = rest.substring(0, mark);
        }
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String database = slash < 0 ? "" : decode(rest.substring(slash + 1));
        int at = authority.lastIndexOf('@');
        String userInfo = at < 0 ? "" : authority.substring(0, at);
        int colon = userInfo.indexOf(':');
        String user = emptyToNull(decode(colon < 0 ? userInfo : userInfo.substring(0, colon)));
        String password = colon < 0 ? null : emptyToNull(decode(userInfo.substring(colon + 1)));
        Parameters parameters = Parameters.parse(query);
        String path = path(database);
        return new DatabaseUrl(servers(authority.substring(at + 1)).stream()
                .map(server -> "vertx-reactive:postgresql://" + server + path + parameters.query()).toList(),
                parameters.user() != null ? parameters.user() : user,
                parameters.password() != null ? parameters.password() : password, parameters.sslMode());
    }

    private static List<String> servers(String text) {
        List<String> servers = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            servers.add(server(each));
        }
        return servers;
    }

    private static String server(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("has no host.");
        }
        Matcher server = SERVER.matcher(text);
        if (!server.matches()) {
            throw new IllegalArgumentException("has no valid host and port between the password and the database." + ENCODED);
        }
        if (server.group(2) != null) {
            int port = Integer.parseInt(server.group(2));
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("has a port that isn't between 1 and 65535.");
            }
        }
        return text;
    }

    private static String path(String database) {
        if (database.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("has a NUL character in the database's name.");
        }
        return database.isEmpty() ? "" : "/" + encode(database);
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** As a part of a URL; the comma too, at which Quarkus separates several URLs. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Percent-decoding alone: a plus sign is a plus sign here. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("has a % that two hexadecimal digits don't follow; a % itself is %25."
                        + ENCODED);
            }
            decoded.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("has a percent-encoded part that isn't UTF-8.");
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "DatabaseUrl[" + addresses + "]";
    }

    /** What stands behind the question mark: what the client is told in other ways, and what is passed on. */
    private record Parameters(String user, String password, String sslMode, String query) {

        static Parameters parse(String text) {
            String user = null;
            String password = null;
            String sslMode = null;
            List<String> passedOn = new ArrayList<>();
            for (String pair : text.split("&")) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : decode(pair.substring(0, equals));
                String value = decode(pair.substring(equals + 1));
                switch (name) {
                    case "user" -> user = value;
                    case "password" -> password = value;
                    case "sslmode" -> sslMode = sslMode(value);
                    case JDBC_LOGGING -> {
                    }
                    case "target_session_attrs" -> primarySessions(value);
                    default -> passedOn.add(passedOn(name) + "=" + encode(value));
                }
            }
            return new Parameters(user, password, sslMode, passedOn.isEmpty() ? "" : "?" + String.join("&", passedOn));
        }

        private static String sslMode(String value) {
            if (!SSL_MODES.contains(value)) {
                throw new IllegalArgumentException(
                        "has an sslmode that is none of disable, allow, prefer, require, verify-ca and verify-full.");
            }
            return value;
        }

        private static void primarySessions(String value) {
            if (!PRIMARY_SESSIONS.contains(value)) {
                throw new IllegalArgumentException(
                        "has a target_session_attrs other than read-write and primary. Name standbys "
                                + "in quarkus.strata.replicas.urls.");
            }
        }

        private static String passedOn(String name) {
            if (!PASSED_ON.contains(name)) {
                throw new IllegalArgumentException("has a parameter that the reactive client doesn't know. Known are user,"
                        + " password, sslmode, application_name, search_path and options; take the others out and set what"
                        + " they mean by quarkus.datasource.reactive properties." + ENCODED);
            }
            return name;
        }
    }
}
