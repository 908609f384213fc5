package org.pyflinkimage.system;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether a login may be shown to a host over plain HTTP, where everybody in between can read it. */
public final class ClearText {

    private ClearText() {}

    /** Whether the user says that the network in between is trusted: by Jib's own switch, so that one word serves all hosts. */
    public static boolean isTrusted() {
        return Boolean.getBoolean("sendCredentialsOverHttp");
    }

    /**
     * Whether nobody stands in between, as a host is this machine.
     *
     * @param host a name or an address, without a port
     */
    public static boolean isLoopback(String host) {
        try {
            return host.equals("localhost") || InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
