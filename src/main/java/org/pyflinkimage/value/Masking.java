package org.pyflinkimage.value;

import java.net.URI;
import java.util.regex.Pattern;

/** Takes out of a text what a log or a report must not keep: logins in addresses, and the queries in which tokens and signatures stand. */
public final class Masking {

    /** Up to the last at sign of the authority: a password may hold others, and apostrophes. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s\"`]+@");

    /**
     * Of an address that was mistyped, so that it is none: behind a slash, or before what looks like a host. A tag before a digest,
     * and a goal or a jar before an at sign, look almost alike. No text takes longer than its length: what is one word is looked at
     * from its beginning alone.
     */
    private static final Pattern MISTYPED = Pattern.compile(
            "(?<=/)[^\\s/@:\"'`<>]++:[^\\s/@\"'`<>]++@(?!sha256:)|(?<![^\\s/@\"'`<>])(:*+)[^\\s/@:\"'`<>]++:[^\\s/@\"'`<>]++@"
                    + "(?=[\\w-]++\\.[\\w.-]*[a-zA-Z])");

    /**
     * Of an address whose password begins with digits and a slash, so that its name and those digits are a host and a port. Hosts with
     * a dot are hosts, and so is this machine.
     */
    private static final Pattern TORN = Pattern.compile(
            "(?<=://)(?!localhost:)[^\\s/@:.\"'`<>]{1,200}+:\\d{1,9}+/[^\\s@:\"`<>]{0,200}+@(?!sha256:)(?=[\\w-])");

    private static final Pattern QUERY = Pattern.compile(
            "(?i)(?<=[?&;])(?=[\\w.-]++=[^&;#\\s\"'`<>])([\\w.-]*(?:token|key|secret|password|passwd|signature|sig|credential|auth)[\\w.-]*)=[^&;#\\s\"'`<>]+");

    private static final String MASK = "…";

    private Masking() {}

    /** The address without user name and password, whatever they are made of. */
    public static URI withoutLogin(URI address) {
        String text = address.toString();
        String without = withoutLogin(address, text);
        return without.equals(text) ? address : URI.create(without);
    }

    /** The text of an address, as it was written or as it was completed, in the same way. */
    static String withoutLogin(URI address, String text) {
        String authority = address.getRawAuthority();
        int login = authority == null ? -1 : authority.lastIndexOf('@');
        // Without anything behind the login, nothing would be left that is an address.
        return login < 0 || login == authority.length() - 1
                ? text
                : text.replaceFirst(Pattern.quote("//" + authority.substring(0, login + 1)), "//");
    }

    /** The text without logins in its addresses. */
    public static String withoutLogins(String text) {
        return text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll("");
    }

    /** The text without logins, mistyped ones too, and with what queries call secret replaced. */
    public static String of(String text) {
        String masked = withoutLogins(text);
        if (masked.indexOf('@') >= 0) {
            masked = TORN.matcher(masked).replaceAll(MASK + "@");
            masked = MISTYPED.matcher(masked).replaceAll("$1" + MASK + "@");
        }
        return masked.indexOf('=') < 0 ? masked : QUERY.matcher(masked).replaceAll("$1=" + MASK);
    }
}
