package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.ArtifactRepository;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.LocalRepositoryManager;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem.Blame;
import org.pyflinkimage.value.PyFlinkException;

class MavenJarSourceTest {

    private static final MavenCoordinates JAR =
            MavenCoordinates.parse("org.example:thing:jar:all:1.0").orElseThrow();
    private static final RemoteRepository REPOSITORY =
            new RemoteRepository.Builder("team", "default", "https://ann:secret@repository.example.com/").build();

    private final DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
    private final MavenProject job = module("job", "jar");
    private final List<MavenProject> built = new ArrayList<>(List.of(job));
    private final List<MavenProject> all = new ArrayList<>(List.of(job));

    @TempDir
    private Path folder;

    private interface Answer {
        ArtifactResult to(ArtifactRequest request) throws ArtifactResolutionException;
    }

    /** A repository system that can resolve artifacts and nothing else. */
    private MavenJarSource source(Answer answer) {
        RepositorySystem system = (RepositorySystem) Proxy.newProxyInstance(
                MavenJarSourceTest.class.getClassLoader(),
                new Class<?>[] {RepositorySystem.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("resolveArtifact");
                    return answer.to((ArtifactRequest) arguments[1]);
                });
        return new MavenJarSource(system, session, List.of(REPOSITORY), new ModuleJars(job, built, all));
    }

    private MavenJarSource failing(Exception reason) {
        return source(request -> {
            ArtifactResult result = new ArtifactResult(request).addException(reason);
            throw new ArtifactResolutionException(List.of(result), "failed", reason);
        });
    }

    @Test
    void asksTheProjectsRepositoriesForTheJarAlone() {
        MavenJarSource source = source(request -> {
            assertThat(request.getArtifact()).hasToString("org.example:thing:jar:all:1.0");
            assertThat(request.getRepositories()).containsExactly(REPOSITORY);
            return new ArtifactResult(request)
                    .setArtifact(request.getArtifact().setFile(new File("/repository/thing.jar")));
        });

        assertThat(source.jar(JAR)).isEqualTo(new FoundJar(Path.of("/repository/thing.jar"), Source.MAVEN));
        assertThat(source.isOfThisBuild(JAR)).isFalse();
    }

    @Test
    void missingJarNamesRepositoriesAndNoPassword() {
        MavenJarSource source = failing(new ArtifactNotFoundException(null, REPOSITORY));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> source.jar(JAR))
                .withMessageContainingAll(
                        "PYF-511", "`org.example:thing:jar:all:1.0`", "`team`", "-Dpyflink.connectors")
                .satisfies(e -> assertThat(e.problems().get(0).blame()).isEqualTo(Blame.DECLARATION))
                .satisfies(e -> assertThat(e).asString().doesNotContain("secret", "example.com"));
    }

    @Test
    void unreachableRepositoryIsNotTheAuthorsMistake() {
        MavenJarSource source = failing(new ArtifactTransferException(null, REPOSITORY, "refused"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> source.jar(JAR))
                .withMessageContainingAll("PYF-512", "`team`")
                .satisfies(e -> assertThat(e.problems().get(0).blame()).isEqualTo(Blame.ENVIRONMENT));
    }

    @Test
    void offlineSaysSo() {
        session.setOffline(true);
        MavenJarSource source = failing(new ArtifactNotFoundException(null, REPOSITORY));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> source.jar(JAR))
                .withMessageContainingAll("PYF-512", "offline", "`-o`");
    }

    @Test
    void jarOfTheBuildIsTheOneThatWasMadeInIt() throws IOException {
        MavenProject udf = builtModule("udf", "jar");
        Path jar = made(udf.getArtifact(), "udf.jar");

        assertThat(nobody().jar(coordinates("udf"))).isEqualTo(new FoundJar(jar, Source.BUILD));
        assertThat(nobody().isOfThisBuild(coordinates("udf"))).isTrue();
        assertThat(nobody().isOfThisBuild(
                                MavenCoordinates.parse("com.example:udf:2").orElseThrow()))
                .isFalse();
    }

    @Test
    @SuppressWarnings("deprecation") // For those who attach, who have a component for it.
    void jarWithAClassifierIsAttachedToItsModule() throws IOException {
        made(job.getArtifact(), "job.jar");
        Artifact all = artifact("job", "all");
        job.addAttachedArtifact(all);
        Path jar = made(all, "job-all.jar");

        assertThat(nobody().jar(classified("all"))).isEqualTo(new FoundJar(jar, Source.BUILD));
        assertThatThrownBy(() -> nobody().jar(classified("other")))
                .hasMessageContainingAll("[PYF-523]", "classifier `other`")
                .hasMessageNotContaining("mvn package");
    }

    @Test
    void ownJarThatIsNotPackagedIsNoFaultOfARepository() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> nobody().jar(coordinates("job")))
                .withMessageContainingAll("[PYF-523]", "`com.example:job:1`", "`mvn package`", "<phase>package</phase>")
                .withMessageNotContainingAny("repositor", "<dependency>")
                .satisfies(e -> assertThat(e.problems().get(0).blame()).isEqualTo(Blame.DECLARATION));
    }

    @Test
    void folderOfClassesIsNoJar() {
        job.getArtifact().setFile(folder.toFile());

        assertThatThrownBy(() -> nobody().jar(coordinates("job"))).hasMessageContaining("[PYF-523]");
    }

    @Test
    void moduleThatComesLaterIsToBeADependency() {
        builtModule("udf", "jar");

        assertThatThrownBy(() -> nobody().jar(coordinates("udf")))
                .hasMessageContainingAll("[PYF-523]", "the module `udf`", "let `job` depend on it (`<dependency>`)");
    }

    @Test
    void moduleWithoutAJarIsSaidSo() {
        builtModule("parent", "pom");

        assertThatThrownBy(() -> nobody().jar(coordinates("parent")))
                .hasMessageContainingAll("[PYF-523]", "packaging `pom`")
                .hasMessageNotContaining("mvn package");
    }

    @Test
    void moduleThatIsLeftOutComesFromTheLocalRepository() {
        all.add(module("udf", "jar"));
        MavenJarSource source = source(request -> found(request, null));

        assertThat(source.jar(coordinates("udf")).source()).isEqualTo(Source.BUILD);
        assertThatThrownBy(() ->
                        failing(new ArtifactNotFoundException(null, REPOSITORY)).jar(coordinates("udf")))
                .hasMessageContainingAll("[PYF-523]", "left out", "`mvn -pl :udf,:job -am package`");
    }

    @Test
    void versionUnderWorkIsASnapshot() {
        MavenCoordinates snapshot = coordinates("thing").withVersion("1-SNAPSHOT");

        assertThat(source(request -> found(request, REPOSITORY)).jar(snapshot).source())
                .isEqualTo(Source.SNAPSHOTS);
    }

    @Test
    void installedJarIsToldFromADownloadedOne() throws IOException {
        LocalRepository local = localRepository();
        MavenCoordinates thing = coordinates("thing");

        assertThat(source(request -> found(request, local)).jar(thing).source()).isEqualTo(Source.MAVEN);

        Files.createDirectories(folder.resolve("com/example/thing"));
        Files.writeString(
                folder.resolve("com/example/thing/maven-metadata-local.xml"),
                "<metadata><versioning><versions>\n<version>1</version></versions></versioning></metadata>");

        assertThat(source(request -> found(request, local)).jar(thing).source()).isEqualTo(Source.INSTALLED);
        assertThat(source(request -> found(request, local))
                        .jar(thing.withVersion("2"))
                        .source())
                .isEqualTo(Source.MAVEN);
        assertThat(source(request -> found(request, REPOSITORY)).jar(thing).source())
                .isEqualTo(Source.MAVEN);
    }

    private LocalRepository localRepository() {
        LocalRepository local = new LocalRepository(folder.toFile());
        session.setLocalRepositoryManager((LocalRepositoryManager) Proxy.newProxyInstance(
                MavenJarSourceTest.class.getClassLoader(),
                new Class<?>[] {LocalRepositoryManager.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRepository" -> local;
                    case "getPathForLocalMetadata" -> {
                        Metadata metadata = (Metadata) arguments[0];
                        yield metadata.getGroupId().replace('.', '/') + "/" + metadata.getArtifactId()
                                + "/maven-metadata-local.xml";
                    }
                    default -> throw new AssertionError(method);
                }));
        return local;
    }

    /** A source whose repositories must not be asked. */
    private MavenJarSource nobody() {
        return source(request -> {
            throw new AssertionError("asked for " + request);
        });
    }

    private static ArtifactResult found(ArtifactRequest request, @Nullable ArtifactRepository where) {
        return new ArtifactResult(request)
                .setRepository(where)
                .setArtifact(request.getArtifact().setFile(new File("/repository/thing.jar")));
    }

    private MavenProject builtModule(String name, String packaging) {
        MavenProject module = module(name, packaging);
        built.add(module);
        all.add(module);
        return module;
    }

    private static MavenProject module(String name, String packaging) {
        Model model = new Model();
        model.setGroupId("com.example");
        model.setArtifactId(name);
        model.setVersion("1");
        model.setPackaging(packaging);
        MavenProject module = new MavenProject(model);
        module.setArtifact(artifact(name, ""));
        return module;
    }

    private static Artifact artifact(String name, String classifier) {
        return new org.apache.maven.artifact.DefaultArtifact(
                "com.example", name, "1", "compile", "jar", classifier, new DefaultArtifactHandler("jar"));
    }

    private static MavenCoordinates coordinates(String module) {
        return MavenCoordinates.parse("com.example:" + module + ":1").orElseThrow();
    }

    private static MavenCoordinates classified(String classifier) {
        return MavenCoordinates.parse("com.example:job:jar:" + classifier + ":1")
                .orElseThrow();
    }

    private Path made(Artifact artifact, String name) throws IOException {
        Path jar = Files.writeString(folder.resolve(name), "jar");
        artifact.setFile(jar.toFile());
        return jar;
    }
}
