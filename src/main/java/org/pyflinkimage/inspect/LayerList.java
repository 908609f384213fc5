package org.pyflinkimage.inspect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.pyflinkimage.inspect.LayerMember.Kind;
import org.pyflinkimage.value.UnixPath;

/**
 * The members of a layer as bytes, to be kept: how many bytes its tar has, then of each member its kind, path, target, size and rights.
 * Whoever reads it is held to the same bounds as whoever reads the tar.
 */
final class LayerList {

    private static final int END = -1;

    /** More than any bounds allow. */
    private static final int MEMBERS_AT_MOST = 10_000_000;

    private static final List<Kind> KINDS = List.of(Kind.values());

    private LayerList() {}

    /** Lists a layer, telling of each member as it comes. */
    static byte[] write(LayerContent layer, Allowance allowance, LayerMember.Taking members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        long before = allowance.unpackedLeft();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 1 << 16))) {
            layer.list(allowance, member -> {
                members.take(member);
                write(member, out);
            });
            out.writeByte(END);
        } finally {
            deflater.end();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        new DataOutputStream(whole).writeLong(before - allowance.unpackedLeft());
        bytes.writeTo(whole);
        return whole.toByteArray();
    }

    private static void write(LayerMember member, DataOutputStream out) throws RefusedImage {
        try {
            out.writeByte(KINDS.indexOf(member.kind()));
            out.writeUTF(member.path().value());
            out.writeUTF(member.target());
            out.writeLong(member.size());
            out.writeShort(member.rights().mode());
            out.writeInt((int) member.rights().user());
            out.writeInt((int) member.rights().group());
        } catch (IOException e) {
            throw new RefusedImage("`%s` cannot be listed: %s".formatted(member.path(), e.getMessage()));
        }
    }

    /**
     * Tells of the members of a list that was written.
     *
     * @throws RefusedImage where there is more than is allowed
     */
    static void read(byte[] list, Allowance allowance, LayerMember.Taking members) throws IOException {
        allowance.takeUnpacked(unpacked(list));
        try (DataInputStream in = members(list)) {
            for (byte kind = in.readByte(); kind != END; kind = in.readByte()) {
                allowance.takeMember();
                members.take(member(kind, in));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RefusedImage("its list is of another form: " + e.getMessage());
        }
    }

    /** Whether bytes are a list that was written, with no more members than any layer may have: what is not is listed anew. */
    static boolean isSound(byte[] list) {
        try (DataInputStream in = members(list)) {
            boolean isSound = unpacked(list) >= 0;
            int count = 0;
            for (byte kind = in.readByte(); kind != END && isSound; kind = in.readByte()) {
                member(kind, in);
                isSound = count++ < MEMBERS_AT_MOST;
            }
            return isSound && in.read() < 0;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static DataInputStream members(byte[] list) {
        return new DataInputStream(new InflaterInputStream(
                new ByteArrayInputStream(list, Long.BYTES, Math.max(0, list.length - Long.BYTES))));
    }

    private static LayerMember member(byte kind, DataInputStream in) throws IOException {
        UnixPath path = UnixPath.of(in.readUTF());
        return new LayerMember(path, KINDS.get(kind), in.readUTF(), in.readLong(), rights(in));
    }

    private static Rights rights(DataInputStream in) throws IOException {
        return new Rights(
                in.readUnsignedShort(), Integer.toUnsignedLong(in.readInt()), Integer.toUnsignedLong(in.readInt()));
    }

    /** How many bytes the tar of a listed layer has. */
    static long unpacked(byte[] list) throws IOException {
        return new DataInputStream(new ByteArrayInputStream(list)).readLong();
    }
}
