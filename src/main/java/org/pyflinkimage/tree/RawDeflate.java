package org.pyflinkimage.tree;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.JZlib;

/**
 * How the contents of layers are deflated: by JZlib and not by the JVM's zlib, so that the bytes are the same on every JDK, whichever
 * zlib that brings, and with the effort that {@code docs/benchmarks.md} has the figures of.
 */
public final class RawDeflate {

    private static final int LEVEL = 5;

    private RawDeflate() {}

    /** A deflater without a header and a trailer of its own, to be ended by who takes it. */
    public static Deflater deflater() throws GZIPException {
        return new Deflater(LEVEL, JZlib.MAX_WBITS, true);
    }
}
