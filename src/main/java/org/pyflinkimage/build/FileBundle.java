package org.pyflinkimage.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.value.UnixPath;

/** Some small files in one text. */
final class FileBundle {

    private FileBundle() {}

    static byte[] write(SortedMap<UnixPath, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(files.size());
            for (Map.Entry<UnixPath, byte[]> file : files.entrySet()) {
                out.writeUTF(file.getKey().value());
                out.writeInt(file.getValue().length);
                out.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes can always be written", e);
        }
        return bytes.toByteArray();
    }

    /** The files; empty where the bytes are no bundle. */
    static Optional<SortedMap<UnixPath, byte[]>> read(byte[] bundle) {
        SortedMap<UnixPath, byte[]> files = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bundle))) {
            int count = in.readInt();
            if (count < 0) {
                return Optional.empty();
            }
            for (int left = count; left > 0; left--) {
                UnixPath path = UnixPath.of(in.readUTF());
                int length = in.readInt();
                if (length > in.available()) {
                    return Optional.empty();
                }
                files.put(path, in.readNBytes(length));
            }
            return in.available() == 0 ? Optional.of(files) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
