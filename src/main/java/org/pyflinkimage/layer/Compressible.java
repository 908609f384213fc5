package org.pyflinkimage.layer;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.JZlib;
import java.io.IOException;
import java.io.InputStream;
import org.pyflinkimage.tree.Content;

/** Tells contents that deflating makes smaller from jars and other files that are compressed inside. */
final class Compressible {

    /** What is smaller is deflated with its neighbours, whatever it is. */
    private static final int SMALL = 4096;

    private static final int SAMPLE = 1 << 15;

    private Compressible() {}

    /** Whether a sample out of the content's middle becomes smaller by at least a tenth. */
    static boolean is(Content content) throws IOException {
        if (content.size() < SMALL) {
            return true;
        }
        byte[] sample = sample(content);
        return deflatedSize(sample) < sample.length - sample.length / 10;
    }

    /** Whoever carries on the whole content checks it. */
    private static byte[] sample(Content content) throws IOException {
        long start = Math.max(0, (content.size() - SAMPLE) / 2);
        if (content instanceof Content.Stored stored) {
            return stored.sample(start, SAMPLE);
        }
        try (InputStream bytes = content.open()) {
            bytes.skipNBytes(start);
            return bytes.readNBytes(SAMPLE);
        }
    }

    private static long deflatedSize(byte[] bytes) throws IOException {
        Deflater deflater = new Deflater(JZlib.Z_BEST_SPEED, JZlib.MAX_WBITS, true);
        deflater.setInput(bytes);
        byte[] output = new byte[SAMPLE * 2];
        deflater.setOutput(output);
        deflater.deflate(JZlib.Z_FINISH);
        deflater.end();
        return deflater.total_out;
    }
}
