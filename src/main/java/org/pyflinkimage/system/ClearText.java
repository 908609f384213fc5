package org.pyflinkimage.system;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Plain HTTP, where everybody in between can read, and change, what goes to a host and comes from it. */
public final class ClearText {

    private static final Pattern LOOPBACK = Pattern.compile("127(?:[.][0-9]{1,3}){3}|::1|\\[::1]");

    private ClearText() {}

    /** Whether the user says that the network in between is trusted: by Jib's own switch, so that one word serves all hosts. */
    public static boolean isTrusted() {
        return Boolean.getBoolean("sendCredentialsOverHttp");
    }

    /** Whether what goes to an address others may read whom the user has not said to trust. */
    public static boolean isReadByOthers(URI address) {
        return "http".equalsIgnoreCase(address.getScheme())
                && !isLoopback(String.valueOf(address.getHost()))
                && !isTrusted();
    }

    /**
     * Whether nobody stands in between, as a host is this machine by its very name: what a name leads to somebody else may say.
     *
     * @param host a name or an address, without a port
     */
    public static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || LOOPBACK.matcher(name).matches();
    }
}
