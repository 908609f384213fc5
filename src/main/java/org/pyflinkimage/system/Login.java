package org.pyflinkimage.system;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.pyflinkimage.value.PercentCoding;

/**
 * Who one is to one host; never printed.
 *
 * @param user may be empty, as with tokens
 * @param password a password or a token
 */
public record Login(String user, String password) {

    /** The login that an address carries before its host: {@code https://user:password@example.com/}. */
    public static Optional<Login> ofAddress(URI address) {
        // Java has no user beside a host whose name it does not know, such as one with a `_`.
        String authority = String.valueOf(address.getRawAuthority());
        String part = authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
        if (part.isEmpty()) {
            return Optional.empty();
        }
        int colon = part.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Login(PercentCoding.decode(part), "")
                        : new Login(
                                PercentCoding.decode(part.substring(0, colon)),
                                PercentCoding.decode(part.substring(colon + 1))));
    }

    /** User and password as files of logins and {@code Authorization} headers have them: {@code user:password} in base 64. */
    public String token() {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair);
    }

    /** The value of an {@code Authorization} header. */
    public String basic() {
        return "Basic " + token();
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "Login[****]";
    }
}
