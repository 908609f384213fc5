package org.pyflinkimage.build;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** What may happen to a file that lies around for a while. */
enum Damage {
    FIRST_BIT {
        @Override
        byte[] of(byte[] bytes) {
            return flipped(bytes, 0, 1);
        }
    },
    BIT_AT_A_THIRD {
        @Override
        byte[] of(byte[] bytes) {
            return flipped(bytes, bytes.length / 3, 8);
        }
    },
    BIT_IN_THE_MIDDLE {
        @Override
        byte[] of(byte[] bytes) {
            return flipped(bytes, bytes.length / 2, 4);
        }
    },
    BIT_BEFORE_THE_END {
        @Override
        byte[] of(byte[] bytes) {
            return flipped(bytes, bytes.length - 90, 1);
        }
    },
    LAST_BIT {
        @Override
        byte[] of(byte[] bytes) {
            return flipped(bytes, bytes.length - 1, 128);
        }
    },
    ZEROED {
        @Override
        byte[] of(byte[] bytes) {
            return new byte[bytes.length];
        }
    },
    HALF_ZEROED {
        @Override
        byte[] of(byte[] bytes) {
            byte[] half = bytes.clone();
            Arrays.fill(half, bytes.length / 2, bytes.length, (byte) 0);
            return half;
        }
    },
    TRUNCATED {
        @Override
        byte[] of(byte[] bytes) {
            return Arrays.copyOf(bytes, bytes.length / 2);
        }
    },
    APPENDED {
        @Override
        byte[] of(byte[] bytes) {
            return Arrays.copyOf(bytes, bytes.length + 1);
        }
    },
    EMPTIED {
        @Override
        byte[] of(byte[] bytes) {
            return new byte[0];
        }
    },
    DELETED {
        @Override
        void to(Path file, Path other) throws IOException {
            Files.delete(file);
        }
    },
    REPLACED_BY_A_FOLDER {
        @Override
        void to(Path file, Path other) throws IOException {
            Files.delete(file);
            Files.createDirectory(file);
        }
    },
    WITHOUT_RIGHTS {
        @Override
        void to(Path file, Path other) throws IOException {
            assumeTrue(
                    file.getFileSystem().supportedFileAttributeViews().contains("posix"),
                    "this machine's files have no modes");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        }
    },
    SWAPPED {
        @Override
        void to(Path file, Path other) throws IOException {
            Path aside = file.resolveSibling("aside");
            Files.move(file, aside);
            Files.move(other, file);
            Files.move(aside, other);
        }
    },
    REPLACED_BY_ANOTHER {
        @Override
        void to(Path file, Path other) throws IOException {
            Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    };

    /**
     * Does it to a file.
     *
     * @param other of the same kind
     */
    void to(Path file, Path other) throws IOException {
        Files.write(file, of(Files.readAllBytes(file)));
    }

    byte[] of(byte[] bytes) {
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, int mask) {
        byte[] flipped = bytes.clone();
        flipped[Math.max(0, Math.min(at, bytes.length - 1))] ^= (byte) mask;
        return flipped;
    }
}
