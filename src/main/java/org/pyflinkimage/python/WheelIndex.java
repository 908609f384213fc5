package org.pyflinkimage.python;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/**
 * Keeps what is known of a wheel's files: where in the wheel each lies, and its sums; {@linkplain Sealed sealed} for the wheel's
 * name, which in the store is its sum. The form is private to the store.
 */
final class WheelIndex {

    /** Grows with every change of the form or of what is checked before an index is written. */
    static final String FORM = "2";

    private static final int SUM_LENGTH = 32;

    private WheelIndex() {}

    static void write(Path indexFile, Path wheelFile, UnpackedWheel wheel) throws IOException {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(index);
        out.writeUTF(wheel.distInfo());
        out.writeInt(wheel.members().size());
        for (Member member : wheel.members()) {
            out.writeUTF(member.path());
            out.writeBoolean(member.executable());
            write(out, member.content());
        }
        Files.write(indexFile, Sealed.seal(nameOf(wheelFile), index.toByteArray()));
    }

    /** @throws DamagedFile where it is not what was written for this wheel */
    static UnpackedWheel read(Path indexFile, Path wheelFile) throws IOException {
        byte[] index = Sealed.open(nameOf(wheelFile), Files.readAllBytes(indexFile))
                .orElseThrow(() -> new DamagedFile(indexFile, "it has another sum than it had, or another wheel's"));
        try {
            return read(new DataInputStream(new ByteArrayInputStream(index)), wheelFile);
        } catch (IOException | IllegalArgumentException e) {
            throw DamagedFile.by(indexFile, e);
        }
    }

    private static UnpackedWheel read(DataInputStream in, Path wheelFile) throws IOException {
        String distInfo = in.readUTF();
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("fewer files than none");
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(new Member(in.readUTF(), in.readBoolean(), readContent(in, wheelFile)));
        }
        return new UnpackedWheel(distInfo, members);
    }

    private static String nameOf(Path wheelFile) {
        return String.valueOf(wheelFile.getFileName());
    }

    private static void write(DataOutputStream out, Content content) throws IOException {
        out.writeBoolean(content instanceof Content.Deflated);
        if (content instanceof Content.Deflated deflated) {
            write(out, deflated.stream());
            out.writeLong(deflated.size());
            out.writeInt(deflated.crc32());
            out.write(Sha256.parse(content.identity()).bytes());
        } else if (content instanceof Content.Stored stored) {
            write(out, stored);
        } else {
            throw new IllegalArgumentException("not in a wheel: " + content);
        }
    }

    private static void write(DataOutputStream out, Content.Stored range) throws IOException {
        out.writeLong(range.offset());
        out.writeLong(range.size());
        out.write(Sha256.parse(range.identity()).bytes());
    }

    private static Content readContent(DataInputStream in, Path wheelFile) throws IOException {
        boolean deflated = in.readBoolean();
        Content.Stored range = new Content.Stored(wheelFile, in.readLong(), in.readLong(), readSum(in));
        return deflated ? new Content.Deflated(range, in.readLong(), in.readInt(), readSum(in)) : range;
    }

    private static String readSum(DataInputStream in) throws IOException {
        byte[] sum = new byte[SUM_LENGTH];
        in.readFully(sum);
        return HexFormat.of().formatHex(sum);
    }
}
