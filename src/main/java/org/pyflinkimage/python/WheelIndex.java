package org.pyflinkimage.python;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.pyflinkimage.python.UnpackedWheel.Member;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.Sha256;

/** Keeps what is known of a wheel's files: where in the wheel each lies, and its sum. The form is private to the store. */
final class WheelIndex {

    /** Grows with every change of the form or of what is checked before an index is written. */
    static final String FORM = "1";

    private static final long MARK = 0x7079667768656c31L; // "pyfwhel1"
    private static final int SUM_LENGTH = 32;

    private WheelIndex() {}

    static void write(Path indexFile, Path wheelFile, UnpackedWheel wheel) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(indexFile)))) {
            out.writeLong(MARK);
            out.writeLong(Files.size(wheelFile));
            out.writeUTF(wheel.distInfo());
            out.writeInt(wheel.members().size());
            for (Member member : wheel.members()) {
                out.writeUTF(member.path());
                out.writeBoolean(member.executable());
                write(out, member.content());
            }
            out.writeLong(MARK);
        }
    }

    static UnpackedWheel read(Path indexFile, Path wheelFile) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(indexFile)))) {
            if (in.readLong() != MARK || in.readLong() != Files.size(wheelFile)) {
                throw new IOException("not the index of this wheel");
            }
            String distInfo = in.readUTF();
            int count = in.readInt();
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                members.add(new Member(in.readUTF(), in.readBoolean(), readContent(in, wheelFile)));
            }
            if (in.readLong() != MARK) {
                throw new IOException("the index ends early");
            }
            return new UnpackedWheel(distInfo, members);
        }
    }

    private static void write(DataOutputStream out, Content content) throws IOException {
        out.writeBoolean(content instanceof Content.Deflated);
        if (content instanceof Content.Deflated deflated) {
            out.writeLong(deflated.offset());
            out.writeLong(deflated.deflatedSize());
            out.writeInt(deflated.crc32());
        } else if (content instanceof Content.Stored stored) {
            out.writeLong(stored.offset());
        } else {
            throw new IllegalArgumentException("not in a wheel: " + content);
        }
        out.writeLong(content.size());
        out.write(Sha256.parse(content.identity()).bytes());
    }

    private static Content readContent(DataInputStream in, Path wheelFile) throws IOException {
        if (!in.readBoolean()) {
            long offset = in.readLong();
            long size = in.readLong();
            return new Content.Stored(wheelFile, offset, size, readSum(in));
        }
        long offset = in.readLong();
        long deflatedSize = in.readLong();
        int crc32 = in.readInt();
        long size = in.readLong();
        return new Content.Deflated(wheelFile, offset, deflatedSize, size, crc32, readSum(in));
    }

    private static String readSum(DataInputStream in) throws IOException {
        byte[] sum = new byte[SUM_LENGTH];
        in.readFully(sum);
        return HexFormat.of().formatHex(sum);
    }
}
