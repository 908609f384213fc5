package org.pyflinkimage.image;

import java.io.IOException;
import java.net.URL;
import java.util.Optional;

/** A registry sent a login, or what is pushed with it, somewhere else than it belongs to; nothing was sent there. */
final class StrayAddress extends IOException {

    private static final long serialVersionUID = 1;

    /** What was to go there. */
    enum Errand {
        /** A login that is to be exchanged for a token. */
        LOGIN,
        /** One that everybody on the way could read. */
        OPEN_LOGIN,
        /** Blobs, with a login. */
        UPLOAD
    }

    private final Errand errand;
    private final String place;

    StrayAddress(Errand errand, URL address) {
        super("not sent to " + placeOf(address));
        this.errand = errand;
        this.place = placeOf(address);
    }

    Errand errand() {
        return errand;
    }

    /** Host and port, as credentials are known by: what follows may hold secrets. */
    String place() {
        return place;
    }

    /** The one that an exception of Jib's comes from; empty where something else went wrong. */
    static Optional<StrayAddress> in(Throwable thrown) {
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (next instanceof StrayAddress stray) {
                return Optional.of(stray);
            }
        }
        return Optional.empty();
    }

    private static String placeOf(URL address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
    }
}
