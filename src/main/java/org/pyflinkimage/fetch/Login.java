package org.pyflinkimage.fetch;

/**
 * A user's name and password for one host; never printed.
 *
 * @param user may be empty, as with tokens
 */
public record Login(String user, String password) {

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "Login[****]";
    }
}
