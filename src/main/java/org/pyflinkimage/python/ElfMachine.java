package org.pyflinkimage.python;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.pyflinkimage.value.Platform;

/** Which processor a program of Linux is for, by the beginning of its file. */
final class ElfMachine {

    /** How many bytes are looked at. */
    static final int HEADER = 20;

    private static final int MARK = 0x464c457f;
    private static final int BITS_64_LITTLE_ENDIAN = 0x0102;
    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;

    private ElfMachine() {}

    /** The platform of a program that begins so; empty where it is none, or for none that images are built for. */
    static Optional<Platform> of(byte[] beginning) {
        ByteBuffer header = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
        if (beginning.length < HEADER || header.getInt(0) != MARK || header.getShort(4) != BITS_64_LITTLE_ENDIAN) {
            return Optional.empty();
        }
        return switch (header.getShort(18)) {
            case X86_64 -> Optional.of(Platform.LINUX_AMD64);
            case AARCH64 -> Optional.of(Platform.LINUX_ARM64);
            default -> Optional.empty();
        };
    }
}
