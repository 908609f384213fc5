package org.pyflinkimage.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.pyflinkimage.debian.ClearSignedText;
import org.pyflinkimage.debian.KeyAge;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.PackagesIndex;
import org.pyflinkimage.debian.PackedDebs;
import org.pyflinkimage.debian.Release;
import org.pyflinkimage.debian.SigningKey;
import org.pyflinkimage.debian.Stanza;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.Locks;
import org.pyflinkimage.python.ParsedTexts;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.resolve.python.ParsedPatterns;
import org.pyflinkimage.resolve.sources.ParsedSettings;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * What reads bytes of others. Each takes whatever it is given, or refuses it in the way that its room says: anything else that it
 * throws is a finding.
 */
@SuppressWarnings("ImmutableEnumChecker") // The readings have no state, the lists are made by List.of.
public enum Parser {
    STANZAS(IllegalArgumentException.class, bytes -> Stanza.parseAll(text(bytes)), "seeds/stanzas.txt"),
    PACKAGES(PyFlinkException.class, Parser::readPackages, "seeds/packages.txt"),
    IN_RELEASE(IllegalArgumentException.class, Parser::readInRelease, "seeds/in-release.txt"),
    AR(
            PyFlinkException.class,
            Parser::readDeb,
            "../debian/sample-gzip.deb",
            "../debian/sample-xz.deb",
            "../debian/sample-zstd.deb"),
    TAR(PyFlinkException.class, bytes -> readDeb(debOf(bytes)), "seeds/data.tar", "seeds/pax.tar"),
    WHEEL(PyFlinkException.class, Parser::readWheel),
    RECORD(PyFlinkException.class, bytes -> ParsedTexts.record(text(bytes)), "seeds/record.txt"),
    METADATA(PyFlinkException.class, bytes -> ParsedTexts.metadata(text(bytes)), "seeds/metadata.txt"),
    MARKERS(PyFlinkException.class, bytes -> ParsedTexts.markers(text(bytes)), "seeds/markers.txt"),
    REQUIREMENTS(PyFlinkException.class, ParsedTexts::requirements, "seeds/requirements.txt"),
    LOCK_FILE(PyFlinkException.class, Parser::readLock),
    YAML(
            PyFlinkException.class,
            bytes -> readConfiguration(bytes, ConfigurationFormat.YAML),
            "seeds/config.yaml",
            "../flink/values/config.yaml"),
    FLAT_YAML(PyFlinkException.class, bytes -> readConfiguration(bytes, ConfigurationFormat.FLAT), "seeds/flat.yaml"),
    TOML(PyFlinkException.class, bytes -> Toml.parse(text(bytes), "x.toml"), "../resolve/flink-2.3.0.pylock.toml"),
    SETUP_CFG(PyFlinkException.class, bytes -> ParsedSettings.setupCfg(text(bytes)), "seeds/setup.cfg"),
    SETUP_PY(PyFlinkException.class, bytes -> ParsedSettings.setupPy(text(bytes)), "seeds/setup.py"),
    MANIFEST_IN(PyFlinkException.class, bytes -> ParsedSettings.manifest(text(bytes)), "seeds/MANIFEST.in"),
    MODULE_TEXT(PyFlinkException.class, bytes -> ParsedSettings.module(text(bytes)), "seeds/module.txt"),
    WORKSPACE_PATTERNS(
            PyFlinkException.class, bytes -> ParsedPatterns.ofWorkspace(text(bytes)), "seeds/workspace-patterns.txt");

    /** Reads bytes. */
    @FunctionalInterface
    private interface Reading {
        void read(byte[] bytes) throws Exception;
    }

    private final Class<? extends RuntimeException> refusal;
    private final Reading reading;
    private final List<String> resources;

    Parser(Class<? extends RuntimeException> refusal, Reading reading, String... resources) {
        this.refusal = refusal;
        this.reading = reading;
        this.resources = List.of(resources);
    }

    /** Reads bytes, which may be refused. */
    public void read(byte[] bytes) {
        try {
            reading.read(bytes);
        } catch (RuntimeException e) {
            if (!refusal.isInstance(e)) {
                throw e;
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What it is fed first, and what is changed then. */
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String resource : resources) {
            try (InputStream stream = Parser.class.getResourceAsStream(resource)) {
                seeds.add(Objects.requireNonNull(stream, resource).readAllBytes());
            }
        }
        if (this == LOCK_FILE) {
            seeds.add(LockFileCodec.write(Locks.small()).getBytes(StandardCharsets.UTF_8));
        } else if (this == WHEEL) {
            Path folder = Files.createTempDirectory("wheel");
            Path file = new WheelBuilder("a", "1").file("a.py", "a = 1\n").write(folder);
            seeds.add(Files.readAllBytes(file));
            Files.delete(file);
            Files.delete(folder);
        }
        return seeds;
    }

    private static void readPackages(byte[] bytes) {
        PackagesIndex index = PackagesIndex.of(
                bytes, "amd64", (name, reason) -> Problem.environment("PYF-307", name + ": " + reason));
        index.named("libc6");
        index.named("bash");
        index.providing("sh").forEach(index::named);
    }

    /** What stands in it is read whoever signed it, since nobody here can sign what a fuzzer thinks of. */
    private static void readInRelease(byte[] bytes) {
        ClearSignedText signed = ClearSignedText.parse(bytes);
        try {
            signed.verified(Known.KEYS, "InRelease", Instant.EPOCH, KeyAge.NOW);
        } catch (PyFlinkException e) {
            Release.parse(String.join("\n", signed.lines()));
        }
    }

    /** Made when it is needed: others need not wait for it. */
    private static final class Known {

        static final Keyring KEYS = SigningKey.generate().keyring();
    }

    private static void readDeb(byte[] bytes) throws IOException {
        inFile(bytes, file -> {
            Path packed = file.resolveSibling("packed");
            try {
                PackedDebs.pack(file, packed, "packed");
            } finally {
                Files.deleteIfExists(packed);
            }
        });
    }

    private static byte[] debOf(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : List.of(
                    Map.entry("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII)),
                    Map.entry("control.tar", new byte[1024]),
                    Map.entry("data.tar", data))) {
                ar.putArchiveEntry(new ArArchiveEntry(member.getKey(), member.getValue().length));
                ar.write(member.getValue());
                ar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void readWheel(byte[] bytes) throws IOException {
        inFile(bytes, ParsedTexts::wheel);
    }

    /** Reads a file. */
    @FunctionalInterface
    private interface FileReading {
        void read(Path file) throws IOException;
    }

    private static void inFile(byte[] bytes, FileReading reading) throws IOException {
        Path memory = Path.of("/dev/shm");
        Path folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "fuzz")
                : Files.createTempDirectory("fuzz");
        Path file = Files.write(folder.resolve("file"), bytes);
        try {
            reading.read(file);
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    private static void readLock(byte[] bytes) {
        LockFile lock = Locks.read(text(bytes));
        String written = LockFileCodec.write(lock);
        if (!Locks.read(written).equals(lock)) {
            throw new AssertionError("read as another: " + written);
        }
    }

    private static void readConfiguration(byte[] bytes, ConfigurationFormat format) {
        for (ConfigurationFormat reader : ConfigurationFormat.values()) {
            format.readOwn(text(bytes), reader);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
