package org.pyflinkimage.build.layout;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.elf.ElfBytes;
import org.pyflinkimage.elf.ElfFile;
import org.pyflinkimage.elf.ElfFile.NeededVersion;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** What ELF files say of themselves, read once for all builds that share a store: to come to it, most of a file has to be inflated. */
public final class ElfReadings {

    /** What readings are kept under in the store. */
    static final String KIND = "elf";

    /** Grows with every change of what is kept, or of what is read from a file. */
    static final String FORM = "3-";

    /** Larger ones are inflated once for each part of them. */
    private static final long IN_MEMORY_AT_MOST = 32 << 20;

    /** Of what the files of one distribution say, in bytes; what more of them say is not read. */
    private static final int KEPT_AT_MOST = 16 << 20;

    private final ArtifactStore store;

    public ElfReadings(ArtifactStore store) {
        this.store = store;
    }

    /** Of each of some files, in their order; empty where one is no sound ELF file. */
    List<Optional<ElfFile>> of(List<Content> files) {
        StringBuilder identities = new StringBuilder();
        files.forEach(file -> identities.append(file.identity()).append('\n'));
        String key = FORM + Sha256.of(identities.toString()).hex();
        Path kept = store.derived(KIND, key, target -> Files.write(target, Sealed.seal(key, written(files))));
        try {
            return readings(new DataInputStream(new ByteArrayInputStream(Sealed.read(kept))), files.size());
        } catch (IOException e) {
            throw DamagedFile.by(kept, e);
        }
    }

    private static byte[] written(List<Content> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Content file : files) {
            Interruption.requireNone();
            Optional<ElfFile> elf = bytes.size() < KEPT_AT_MOST ? ElfFile.read(bytes(file)) : Optional.empty();
            out.writeBoolean(elf.isPresent());
            if (elf.isPresent()) {
                write(elf.get(), out);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(ElfFile elf, DataOutputStream out) throws IOException {
        out.writeInt(elf.machine());
        for (List<String> texts : List.of(elf.needed(), elf.rpath(), elf.runpath())) {
            writeAll(texts, out);
        }
        writeAll(elf.versions().stream().map(NeededVersion::library).toList(), out);
        writeAll(elf.versions().stream().map(NeededVersion::version).toList(), out);
        writeAll(elf.defined(), out);
    }

    private static void writeAll(List<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<Optional<ElfFile>> readings(DataInputStream in, int count) throws IOException {
        List<Optional<ElfFile>> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readings.add(in.readBoolean() ? Optional.of(elf(in)) : Optional.empty());
        }
        return readings;
    }

    private static ElfFile elf(DataInputStream in) throws IOException {
        int machine = in.readInt();
        List<String> needed = texts(in);
        List<String> rpath = texts(in);
        List<String> runpath = texts(in);
        List<String> libraries = texts(in);
        List<String> names = texts(in);
        if (libraries.size() != names.size()) {
            throw new IOException("libraries and versions of them that are not as many");
        }
        List<NeededVersion> versions = new ArrayList<>();
        for (int i = 0; i < libraries.size(); i++) {
            versions.add(new NeededVersion(libraries.get(i), names.get(i)));
        }
        return new ElfFile(machine, needed, rpath, runpath, versions, texts(in));
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static ElfBytes bytes(Content content) throws IOException {
        if (content instanceof Content.Stored stored) {
            return (offset, length) -> stored.sample(Math.min(offset, stored.size()), length);
        }
        if (content.size() > IN_MEMORY_AT_MOST) {
            return (offset, length) -> part(content, offset, length);
        }
        try (InputStream stream = content.open()) {
            byte[] whole = stream.readAllBytes();
            return (offset, length) -> {
                int from = (int) Math.min(offset, whole.length);
                return Arrays.copyOfRange(whole, from, (int) Math.min((long) from + length, whole.length));
            };
        }
    }

    private static byte[] part(Content content, long offset, int length) throws IOException {
        try (InputStream stream = content.open()) {
            stream.skipNBytes(Math.min(offset, content.size()));
            return stream.readNBytes(length);
        }
    }
}
