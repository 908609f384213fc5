package org.pyflinkimage.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.build.validation.DiskFiles;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.debian.DebBuilder;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.spec.Versions;
import org.pyflinkimage.spec.reader.DeclarationReader;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Sha256;

/**
 * An image of a dozen small files that has all the parts of a large one: its declaration, its lock file, and a store that holds what
 * it is made of, so that nothing is fetched for it.
 */
public final class TinyImage {

    public static final String FLINK = "2.2.1";
    private static final String JVM = "./usr/lib/jvm/java-17-openjdk-amd64/";

    public final RecordingLog log = new RecordingLog();

    /** Where jars come from that the store does not have. */
    JarSource jarSource = coordinates -> {
        throw new AssertionError("not in the store: " + coordinates);
    };

    /** What the environment has beside a {@code PATH}. */
    final Map<String, String> variables = new HashMap<>();

    /** How large its store may be once a build has ended. */
    StoreLimit storeLimit = StoreLimit.NONE;

    private final Path folder;
    private final Path storeFolder;
    private final ArtifactStore store;
    private Optional<URI> server = Optional.empty();
    private final List<Deb> debs = new ArrayList<>();
    private final List<Distribution> distributions = new ArrayList<>();
    private final List<Jar> jars = new ArrayList<>();

    /** @param folder for the store, the job, the lock file and the results */
    public TinyImage(Path folder) throws IOException {
        this(folder, folder.resolve("store"));
        addSystem();
        addFlink();
        addJar("org.example:connector:1.0", "a connector");
        Files.createDirectories(folder.resolve("job"));
        Files.writeString(folder.resolve("job/main.py"), "print('a job')\n");
    }

    private TinyImage(Path folder, Path storeFolder) {
        this.folder = folder;
        this.storeFolder = storeFolder;
        this.store = new FileArtifactStore(storeFolder);
    }

    /** An image that was made in that folder, mirrored, and planned there, whoever did so: it can be built, also with another store. */
    public static TinyImage madeIn(Path folder, Path storeFolder) {
        TinyImage again = new TinyImage(folder, storeFolder);
        again.jarSource = again::mirroredJar;
        return again;
    }

    private void addSystem() throws IOException {
        add(DebBuilder.named("base-files")
                .directory("./tmp", 01777)
                .file("./usr/lib/os-release", "NAME=x\n", 0644)
                .file("./usr/share/base-files/profile", "PATH=/bin\n", 0644));
        add(DebBuilder.named("base-passwd")
                .file("./usr/share/base-passwd/passwd.master", "root:*:0:0:root:/root:/bin/bash\n", 0644)
                .file("./usr/share/base-passwd/group.master", "root:*:0:\nshadow:*:42:\n", 0644));
        // Nothing starts without the C library; that the shells are its files is a shortcut.
        add(DebBuilder.of(
                        "Package: libc6\nVersion: 2.36-1\nArchitecture: amd64\nMaintainer: A <a@example.com>\nDescription: a sample\n")
                .file("./bin/bash", "bash", 0755)
                .file("./bin/dash", "dash", 0755));
        add(DebBuilder.named("mawk").file("./usr/bin/mawk", "mawk", 0755));
        add(DebBuilder.named("python3")
                .file("./usr/bin/python3.11", "python", 0755)
                .link("./usr/bin/python3", "python3.11"));
        add(DebBuilder.named("openjdk-17-jre-headless")
                .file(JVM + "bin/java", "java", 0755)
                .file(JVM + "bin/keytool", "keytool", 0755)
                .file(JVM + "release", "x", 0644));
    }

    private void addFlink() {
        add(new WheelBuilder("apache_flink", FLINK)
                .file("pyflink/bin/flink", "#!/bin/sh\n")
                .file("pyflink/conf/config.yaml", "slot:\n  idle:\n    timeout: 1000\n")
                .file("pyflink/table.py", "tables = 1\n"));
        add(new WheelBuilder("apache_flink_libraries", FLINK)
                .file("pyflink/lib/flink-dist-%s.jar".formatted(FLINK), "dist")
                .file("pyflink/opt/flink-python-%s.jar".formatted(FLINK), "python"));
    }

    /** Adds a jar, which is the text. */
    public TinyImage addJar(String coordinates, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MavenCoordinates jar = MavenCoordinates.parse(coordinates).orElseThrow();
        jars.add(new Jar(jar, new Location(Source.MAVEN, jar.path()), keep(bytes), bytes.length));
        return this;
    }

    /** Adds a Debian package. */
    public TinyImage add(DebBuilder builder) throws IOException {
        return add(builder, builder.build());
    }

    /** Adds a Debian package of other bytes than its builder would make. */
    public TinyImage add(DebBuilder builder, byte[] bytes) throws IOException {
        Location location = new Location(Source.archive("debian"), "pool/p%s.deb".formatted(debs.size()));
        debs.add(new Deb(
                builder.field("Package"),
                builder.field("Version"),
                builder.field("Architecture"),
                location,
                keep(bytes),
                bytes.length));
        debs.sort(Comparator.comparing(Deb::name));
        return this;
    }

    /** Adds a Python distribution. */
    public TinyImage add(WheelBuilder builder) {
        try {
            Path file = builder.write(Files.createTempDirectory(folder, "wheel"));
            return addWheel(builder.fileName(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a file as a Python distribution, whatever it is. */
    public TinyImage addWheel(String fileName, byte[] bytes) {
        String[] parts = fileName.split("-", -1);
        Location location = new Location(Source.PYTHON, fileName);
        distributions.add(
                new Wheel(NormalizedName.of(parts[0]), parts[1], fileName, location, keep(bytes), bytes.length));
        distributions.sort(Comparator.comparing(LockedArtifact::title));
        return this;
    }

    /** Adds a source distribution. */
    public TinyImage addSdist(String name, byte[] bytes) {
        String fileName = name + "-1.0.tar.gz";
        Location location = new Location(Source.PYTHON, fileName);
        distributions.add(new Sdist(NormalizedName.of(name), "1.0", fileName, location, keep(bytes), bytes.length));
        distributions.sort(Comparator.comparing(LockedArtifact::title));
        return this;
    }

    /** Puts its artifacts into a folder too, from which they are fetched where the store has them no more. */
    public TinyImage mirrored() throws IOException {
        for (LockedArtifact artifact : plan().artifacts()) {
            Path copy = mirror().resolve(artifact.location().path());
            Files.createDirectories(copy.getParent());
            Files.copy(store.find(artifact.sha256(), artifact.size()).orElseThrow(), copy);
        }
        jarSource = this::mirroredJar;
        return this;
    }

    private FoundJar mirroredJar(MavenCoordinates coordinates) {
        return new FoundJar(mirror().resolve(coordinates.path()), Source.MAVEN);
    }

    /** The same mirror, as a server below that address offers it. */
    public TinyImage servedFrom(URI address) {
        server = Optional.of(address);
        return this;
    }

    /** Where its artifacts lie once they are mirrored. */
    public Path mirror() {
        return folder.resolve("mirror");
    }

    /** Where artifacts are fetched from: nowhere, unless they are mirrored. */
    private URI address(String source) {
        return server.orElseGet(() -> Files.isDirectory(mirror())
                ? mirror().toUri()
                : URI.create("http://127.0.0.1:9/%s/".formatted(source)));
    }

    private Sha256 keep(byte[] bytes) {
        Sha256 sum = Sha256.of(bytes);
        store.put(sum, bytes.length, file -> Files.write(file, bytes));
        return sum;
    }

    /** What declares it. */
    public Declaration declaration() {
        return new Declaration(folder)
                .with(Element.FLINK, List.of(FLINK))
                .with(Element.JAVA, List.of("17"))
                .with(Element.PYTHON, List.of("3.11"))
                .with(Element.IMAGE, List.of("example.com/team/tiny"))
                .with(Element.TAGS, List.of("1", "latest"))
                .with(Element.CONNECTORS, List.of("org.example:connector:1.0"))
                .with(Element.JOB, List.of("job"))
                .with(Element.ENTRY, List.of("main.py"))
                .withFlinkConfig(List.of(new Setting("parallelism.default", "2")));
    }

    /** The only spec of a declaration. */
    public static ImageSpec spec(Declaration declaration) {
        return DeclarationReader.read(declaration, new DiskFiles(), Versions.known("2.2.1"))
                .get(0);
    }

    /** The plan of the image as it is declared. */
    public Plan plan() {
        return planned().plan();
    }

    /** The image as it is declared, planned. */
    PlannedImage planned() {
        return planned(spec(declaration()));
    }

    /** Another declaration, planned with the same artifacts. */
    PlannedImage planned(ImageSpec spec) {
        Sha256 digest = SpecDigest.of(spec);
        Plan plan = Plans.of(spec.combination(), digest)
                .createdAt(Instant.parse("2026-11-20T10:11:12Z"))
                .withContents(new PlannedContents(debs, distributions, jars, List.of()));
        SortedMap<Source, URI> sources = Sources.of(Map.of("debian", address("debian"), "python", address("python")));
        return new PlannedImage(spec, plan, new LockFile(sources, List.of(plan)));
    }

    /** A request for these specs, with a lock file that answers it. */
    public Request request(ImageSpec... specs) throws IOException {
        LockFile lock = LockFile.empty();
        for (ImageSpec spec : specs) {
            lock = lock.with(planned(spec).lock());
        }
        Files.writeString(lockFile(), LockFileCodec.write(lock));
        return requestAsLocked(specs);
    }

    /** A request for these specs, with the lock file that is there. */
    public Request requestAsLocked(ImageSpec... specs) {
        return new Request(
                List.of(specs),
                lockFile(),
                true,
                results(),
                Optional.empty(),
                AcceptedSources.ANY,
                Optional.empty(),
                Severities.unchanged());
    }

    /** Where it is planned. */
    public Path lockFile() {
        return folder.resolve("pyflink.lock");
    }

    /** Builds it. */
    public void build(Request request) {
        new ImageBuild(request, machine(request, Optional.of(Sha256.of("this plugin")))).build();
    }

    /** The folder for results. */
    public Path results() {
        return folder.resolve("target/pyflink");
    }

    public ArtifactStore store() {
        return store;
    }

    /** The file of the artifact that lies at a path of its source. */
    public Optional<Path> fileOf(String path) {
        return plan().artifacts().stream()
                .filter(artifact -> artifact.location().path().equals(path))
                .findFirst()
                .flatMap(artifact -> store.find(artifact.sha256(), artifact.size()));
    }

    /** A machine without a network but for the server that artifacts come from, whose programs lie in the folder's {@code bin}. */
    Machine machine(Request request) {
        return machine(request, Optional.empty());
    }

    /** The same with a build of the plugin that has this sum. */
    Machine machine(Request request, Optional<Sha256> ownCode) {
        Surroundings surroundings =
                Somewhere.of(storeFolder, storeLimit, new Network(server.isEmpty(), false, List.of()), jarSource, log);
        Environment environment = new Environment(
                        Map.of("PATH", folder.resolve("bin").toString()), folder.resolve("home"))
                .withDefaults(variables);
        return new Machine(
                surroundings, request.specs(), environment, Instant.parse("2026-11-27T00:00:00Z"), () -> ownCode);
    }
}
