package org.pyflinkimage.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/**
 * A lock file as JSON text, one artifact a line, so that a change of it can be read in a review.
 *
 * <p>{@code version} grows with a change that an older reader would misread, and such a reader refuses it; {@code revision} grows
 * with one that an older reader may pass over.
 */
public final class LockFileCodec {

    /** The form that this codec writes, and the newest that it reads. */
    public static final int VERSION = 1;

    private static final int REVISION = 0;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LockFileCodec() {}

    /** The text of a lock file; the same for the same content. */
    public static String write(LockFile lock) {
        return "{\n  \"version\": " + VERSION + ",\n  \"revision\": " + REVISION
                + ",\n  \"sources\": " + sourcesOf(lock)
                + ",\n  \"plans\": [\n"
                + lock.plans().stream().map(LockFileCodec::planOf).collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
    }

    /**
     * Reads a lock file.
     *
     * @param whereFrom the file's name, for messages
     * @throws PyFlinkException {@code PYF-751} where the text is no lock file, {@code PYF-752} where its version is a later one
     */
    public static LockFile read(String text, String whereFrom) {
        try {
            JsonNode root = JSON.readTree(text);
            requireVersion(root, whereFrom);
            SortedMap<Source, URI> sources = new TreeMap<>();
            root.required("sources")
                    .properties()
                    .forEach(source -> sources.put(
                            Source.parse(source.getKey()),
                            URI.create(source.getValue().asText())));
            List<Plan> plans = new ArrayList<>();
            root.required("plans").forEach(plan -> plans.add(readPlan(plan)));
            LockFile lock = new LockFile(sources, plans);
            requireAddresses(lock);
            return lock;
        } catch (JsonProcessingException | RuntimeException e) {
            if (e instanceof PyFlinkException known) {
                throw known;
            }
            throw unreadable(whereFrom, e);
        }
    }

    /** What is no address is said here, where the file has a name, and not when the address is needed. */
    private static void requireAddresses(LockFile lock) {
        lock.sources().forEach((name, base) -> {
            if (base.isOpaque()) {
                throw new IllegalArgumentException("its source `%s` is no base address".formatted(name));
            }
        });
        for (Plan plan : lock.plans()) {
            for (LockedArtifact artifact : plan.artifacts()) {
                URI address = lock.address(artifact.location());
                boolean placed = address.isAbsolute()
                        || lock.sources().containsKey(artifact.location().source());
                // A jar comes through Maven, whose repositories the file does not know.
                if (!placed && !(artifact instanceof Jar)) {
                    throw new IllegalArgumentException("it has no source `%s`, where `%s` should lie"
                            .formatted(artifact.location().source(), artifact.title()));
                }
            }
        }
    }

    private static void requireVersion(JsonNode root, String whereFrom) {
        int version = root.required("version").asInt();
        if (version > VERSION) {
            throw Problem.declaration(
                            "PYF-752",
                            "`%s` has version %s, this plugin reads up to %s".formatted(whereFrom, version, VERSION))
                    .why("a newer pyflink-maven-plugin wrote it")
                    .remedy("use that version of the plugin, or delete the file to resolve anew")
                    .toException();
        }
    }

    private static PyFlinkException unreadable(String whereFrom, Exception cause) {
        String reason = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        return Problem.declaration("PYF-751", "`%s` is not a lock file".formatted(whereFrom))
                .why(String.valueOf(reason))
                .remedy("restore it from version control, or delete it to resolve anew")
                .toException(cause);
    }

    private static String sourcesOf(LockFile lock) {
        return lock.sources().entrySet().stream()
                .map(source -> "\n    " + quote(source.getKey().name()) + ": "
                        + quote(source.getValue().toString()))
                .collect(Collectors.joining(",", "{", "\n  }"));
    }

    private static String planOf(Plan plan) {
        Combination combination = plan.combination();
        ObjectNode head = JSON.createObjectNode()
                .put("flink", combination.flink().toString())
                .put("java", combination.java().toString())
                .put("python", combination.python().toString())
                .put("platform", combination.platform().toString())
                .put("declaration", plan.declaration().digest())
                .put("created", plan.created().toString())
                .put("suite", plan.system().suite().toString())
                .put("glibc", plan.system().glibc().toString())
                .put("pythonVersion", plan.system().python().toString());
        String scalars = head.properties().stream()
                .map(field -> "      " + quote(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(",\n"));
        PlannedContents contents = plan.contents();
        return "    {\n" + scalars
                + ",\n" + list("added", contents.added().stream().map(LockFileCodec::quote))
                + ",\n" + list("debs", contents.debs().stream().map(LockFileCodec::lineOf))
                + ",\n"
                + list("distributions", contents.distributions().stream().map(LockFileCodec::lineOf))
                + ",\n" + list("jars", contents.jars().stream().map(LockFileCodec::lineOf))
                + "\n    }";
    }

    private static String list(String name, Stream<String> lines) {
        String body = lines.map(line -> "\n        " + line).collect(Collectors.joining(","));
        return "      " + quote(name) + ": [" + body + (body.isEmpty() ? "]" : "\n      ]");
    }

    private static String lineOf(LockedArtifact artifact) {
        ObjectNode line = JSON.createObjectNode();
        if (artifact instanceof Deb deb) {
            line.put("name", deb.name()).put("version", deb.version()).put("architecture", deb.architecture());
        } else if (artifact instanceof Wheel wheel) {
            line.put("wheel", wheel.fileName()).put("name", wheel.title()).put("version", wheel.version());
        } else if (artifact instanceof Sdist sdist) {
            line.put("sdist", sdist.fileName()).put("name", sdist.title()).put("version", sdist.version());
        } else if (artifact instanceof Jar jar) {
            line.put("jar", jar.coordinates().toString());
        }
        line.put("source", artifact.location().source().name())
                .put("path", artifact.location().path());
        return line.put("sha256", artifact.sha256().hex())
                .put("size", artifact.size())
                .toString();
    }

    private static Plan readPlan(JsonNode plan) {
        return new Plan(
                readCombination(plan),
                Sha256.parse(textOf(plan, "declaration")),
                Instant.parse(textOf(plan, "created")),
                new SystemVersions(
                        SuiteName.parse(textOf(plan, "suite")),
                        parsed(plan, "glibc", GlibcVersion::parse),
                        parsed(plan, "pythonVersion", PythonVersion::parse)),
                new PlannedContents(
                        elements(plan, "debs").map(LockFileCodec::readDeb).toList(),
                        elements(plan, "distributions")
                                .map(LockFileCodec::readDistribution)
                                .toList(),
                        elements(plan, "jars").map(LockFileCodec::readJar).toList(),
                        elements(plan, "added").map(JsonNode::asText).toList()));
    }

    private static Combination readCombination(JsonNode plan) {
        return new Combination(
                parsed(plan, "flink", FlinkVersion::parse),
                parsed(plan, "java", JavaVersion::parse),
                parsed(plan, "python", PythonMinor::parse),
                parsed(plan, "platform", Platform::parse));
    }

    private static Deb readDeb(JsonNode line) {
        return new Deb(
                textOf(line, "name"),
                textOf(line, "version"),
                textOf(line, "architecture"),
                readLocation(line),
                readSum(line),
                readSize(line));
    }

    private static LockedArtifact readDistribution(JsonNode line) {
        NormalizedName name = NormalizedName.of(textOf(line, "name"));
        String version = textOf(line, "version");
        return line.has("wheel")
                ? new Wheel(name, version, textOf(line, "wheel"), readLocation(line), readSum(line), readSize(line))
                : new Sdist(name, version, textOf(line, "sdist"), readLocation(line), readSum(line), readSize(line));
    }

    private static Jar readJar(JsonNode line) {
        return new Jar(parsed(line, "jar", MavenCoordinates::parse), readLocation(line), readSum(line), readSize(line));
    }

    private static Location readLocation(JsonNode line) {
        return new Location(Source.parse(textOf(line, "source")), textOf(line, "path"));
    }

    private static Sha256 readSum(JsonNode line) {
        return new Sha256(textOf(line, "sha256"));
    }

    private static long readSize(JsonNode line) {
        return line.required("size").asLong();
    }

    private static Stream<JsonNode> elements(JsonNode parent, String field) {
        return parent.required(field).valueStream();
    }

    private static <T> T parsed(JsonNode parent, String field, Function<String, Optional<T>> form) {
        String text = textOf(parent, field);
        return form.apply(text)
                .orElseThrow(() -> new IllegalArgumentException("its `%s` cannot be `%s`".formatted(field, text)));
    }

    private static String textOf(JsonNode parent, String field) {
        return parent.required(field).asText();
    }

    private static String quote(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }
}
