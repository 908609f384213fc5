package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.debian.DebBuilder;
import org.pyflinkimage.layer.FolderStore;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.resolve.sources.SdistScene;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class PreparationTest {

    private final RecordingLog log = new RecordingLog();
    private final Map<LockedArtifact, Path> files = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    private FolderStore store;

    @BeforeEach
    void emptyStore() {
        store = new FolderStore(folder.resolve("store"));
    }

    @Test
    void packageIsPackedUnderItsSum() throws IOException {
        Deb deb = deb("hello");

        PreparedFiles prepared = prepare();

        Path form = prepared.of(deb).form();
        assertThat(form).isEqualTo(folder.resolve("store/deb/3-" + deb.sha256().hex()));
        assertThat(form).isNotEmptyFile();
        assertThat(prepared.of(deb).fetched()).isEqualTo(files.get(deb));
    }

    @Test
    void preparingBeginsWhileOthersAreOnTheirWay() throws IOException {
        Deb first = deb("first");
        Deb second = deb("second");
        List<Boolean> packed = new ArrayList<>();

        PreparedFiles prepared = new Preparation(store, log).prepare(files.keySet(), true, arrived -> {
            arrived.accept(Map.of());
            assertThat(log.lines).isEmpty();
            arrived.accept(Map.of(first, files.get(first)));
            packed.add(isPackedSoon(first));
            arrived.accept(Map.of(second, files.get(second)));
            return files;
        });

        assertThat(packed).containsExactly(true);
        assertThat(prepared.of(second).form()).isNotEmptyFile();
        assertThat(log.lines)
                .containsExactly(
                        "progress Unpacking packages: " + (first.size() + second.size()),
                        "done Unpacking packages: " + (first.size() + second.size()));
    }

    private boolean isPackedSoon(Deb deb) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < end) {
            if (store.findDerived("deb", "3-" + deb.sha256().hex()).isPresent()) {
                return true;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    @Test
    void whereBringingFailsThatIsToldAndNothingOfWhatWasPrepared() throws IOException {
        Problem problem = Problem.environment("PYF-501", "a wrong file");
        broken("broken");

        assertThatThrownBy(() -> new Preparation(store, log).prepare(files.keySet(), true, arrived -> {
                    arrived.accept(files);
                    throw problem.toException();
                }))
                .isInstanceOfSatisfying(
                        PyFlinkException.class,
                        failure -> assertThat(failure.problems()).containsExactly(problem));
    }

    @Test
    void wheelIsIndexed() throws IOException {
        WheelBuilder builder = new WheelBuilder("hello", "1.0").file("hello.py", "x");
        Path file = builder.write(folder);
        Wheel wheel = new Wheel(
                NormalizedName.of("hello"), "1.0", builder.fileName(), location(), Sha256.of(file), Files.size(file));
        files.put(wheel, file);

        PreparedFiles.Files prepared = prepare().of(wheel);

        assertThat(prepared.form()).hasParent(folder.resolve("store/wheel")).isNotEmptyFile();
        assertThat(prepared.fetched()).isEqualTo(file);
    }

    @Test
    void jarIsLaidOutAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jar"), "jar");
        Jar jar = new Jar(MavenCoordinates.parse("g:a:1").orElseThrow(), location(), Sha256.of("jar"), 3);
        files.put(jar, file);

        assertThat(prepare().of(jar)).isEqualTo(new PreparedFiles.Files(file, file));
    }

    @Test
    void whatWasPreparedOnceIsNotPreparedAgain() throws IOException {
        Deb deb = deb("hello");
        Path form = prepare().of(deb).form();
        Files.writeString(form, "kept");

        assertThat(prepare().of(deb).form()).isEqualTo(form).hasContent("kept");
    }

    @Test
    void allBytesAreToldOf() throws IOException {
        long size = deb("hello").size() + deb("world").size();

        prepare();

        assertThat(log.lines)
                .containsExactly("progress Unpacking packages: " + size, "done Unpacking packages: " + size);
    }

    @Test
    void brokenFilesAreProblemsAllAtOnce() throws IOException {
        deb("hello");
        broken("one");
        broken("two");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::prepare)
                .satisfies(exception -> assertThat(exception.problems())
                        .hasSize(2)
                        .extracting(Problem::what)
                        .allMatch(what -> what.contains("one.deb") || what.contains("two.deb")));
    }

    @Test
    void sourceDistributionWithoutARecipeIsAProblem() {
        Sdist sdist = new Sdist(NormalizedName.of("hello"), "1.0", "hello-1.0.tar.gz", location(), Sha256.of(""), 0);
        files.put(sdist, folder);

        assertThatThrownBy(this::prepare)
                .hasMessageContaining("[PYF-903] `hello-1.0.tar.gz`")
                .hasMessageContaining("pyflink.lock");
    }

    @Test
    void oneOfPurePythonIsPackedAsItIsRead() throws IOException {
        String setup = "from setuptools import setup\nsetup(py_modules=['acme'])\n";
        byte[] bytes = SdistScene.tar("acme-1.0", SdistScene.acme(setup));
        Path file = Files.write(folder.resolve("acme-1.0.tar.gz"), bytes);
        Sdist sdist = new Sdist(
                NormalizedName.of("acme"), "1.0", "acme-1.0.tar.gz", location(), Sha256.of(bytes), bytes.length);
        files.put(sdist, file);

        Path form = prepare().of(sdist).form();

        assertThat(form).hasParent(folder.resolve("store/sdist"));
        assertThat(KeptForms.verify("sdist", form)).isTrue();
        assertThat(PackedArchive.read(form))
                .extracting(member -> member.path().relative())
                .contains("acme.py", "acme-1.0.dist-info/METADATA");
        assertThat(PackedArchive.read(form))
                .filteredOn(member -> member.path().relative().equals("acme.py"))
                .extracting(member -> member.node().mode())
                .containsExactly(0644);
    }

    /** Nobody looks into its {@code setup.py}. */
    @Test
    void oneWithARecipeIsHeldAgainstTheFileThatThatWasWrittenFor() throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("PKG-INFO", SdistScene.pkgInfo("docopt", "0.6.2"));
        content.put("setup.py", "raise SystemExit('nobody runs it')\n");
        content.put("docopt.py", "__version__ = '0.6.2'\n");
        byte[] bytes = SdistScene.tar("docopt-0.6.2", content);
        Path file = Files.write(folder.resolve("docopt-0.6.2.tar.gz"), bytes);
        Sdist sdist = new Sdist(
                NormalizedName.of("docopt"),
                "0.6.2",
                "docopt-0.6.2.tar.gz",
                location(),
                Sha256.of(bytes),
                bytes.length);
        files.put(sdist, file);

        assertThat(SdistForms.isKey(SdistForms.key(sdist))).isTrue();
        assertThatThrownBy(this::prepare)
                .hasMessageContaining("[PYF-460] ")
                .hasMessageContaining("is not the file that its recipe was checked with");
    }

    @Test
    void oneThatNeedsRunningOrIsAnotherIsAProblem() throws IOException {
        byte[] bytes = SdistScene.tar("acme-1.0", SdistScene.acme("from setuptools import setup\nsetup(cmdclass=c)\n"));
        byte[] others = SdistScene.tar(
                "acme-1.0", SdistScene.acme("from setuptools import setup\nsetup(py_modules=['acme'])\n"));
        for (String name : List.of("acme", "other")) {
            byte[] content = name.equals("acme") ? bytes : others;
            Path file = Files.write(folder.resolve(name + ".tar.gz"), content);
            files.put(
                    new Sdist(NormalizedName.of(name), "1.0", name + "-1.0.tar.gz", location(), Sha256.of(content), 1),
                    file);
        }

        assertThatThrownBy(this::prepare)
                .hasMessageContainingAll(
                        "[PYF-903] `acme-1.0.tar.gz`",
                        "has `cmdclass`",
                        "`pip wheel --no-deps --wheel-dir wheels acme==1.0`",
                        "`<requirements>` (-Dpyflink.requirements)",
                        "delete `pyflink.lock`",
                        "`<builder>docker</builder>` (-Dpyflink.builder=docker)",
                        "[PYF-903] `other-1.0.tar.gz`",
                        "it is `acme`");
    }

    @Test
    void noBuilderIsNamedWhereThereIsNoDockerfile() throws IOException {
        byte[] bytes = SdistScene.tar("acme-1.0", SdistScene.acme("import os\n"));
        Path file = Files.write(folder.resolve("acme-1.0.tar.gz"), bytes);
        Sdist sdist = new Sdist(
                NormalizedName.of("acme"), "1.0", "acme-1.0.tar.gz", location(), Sha256.of(bytes), bytes.length);
        StandaloneFile build =
                new StandaloneFile(StandaloneBuild.parse("3.11.9+20240415").orElseThrow(), Platform.LINUX_AMD64);
        Interpreter interpreter = new Interpreter(build, location(), Sha256.of(""), 0);

        assertThatThrownBy(() -> new Preparation(store, log).prepare(List.of(interpreter, sdist), false, arrived -> {
                    arrived.accept(Map.of(sdist, file));
                    return Map.of(sdist, file);
                }))
                .hasMessageContainingAll("[PYF-903]", "`pip wheel ", "or another version", "delete `pyflink.lock`")
                .hasMessageNotContaining("<builder>");
    }

    @Test
    void diskThatFailsEndsTheWork() throws IOException {
        deb("hello");
        store = new FolderStore(Files.writeString(folder.resolve("file"), "no folder"));

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::prepare);
    }

    @Test
    void whatIsNotInThePlanIsNotPrepared() throws IOException {
        Deb other = deb("other");
        files.clear();

        assertThatThrownBy(() -> prepare().of(other)).hasMessage("not prepared: other");
    }

    private Deb deb(String name) throws IOException {
        byte[] bytes =
                DebBuilder.named(name).file("./usr/bin/" + name, name, 0755).build();
        Deb deb = new Deb(name, "1.0-1", "amd64", location(), Sha256.of(bytes), bytes.length);
        files.put(deb, Files.write(folder.resolve(name + ".deb"), bytes));
        return deb;
    }

    private void broken(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".deb"), "no package");
        files.put(new Deb(name, "1.0-1", "amd64", location(), Sha256.of(name), 10), file);
    }

    private static Location location() {
        return new Location(Source.PYTHON, "path");
    }

    private PreparedFiles prepare() {
        return new Preparation(store, log).prepare(files);
    }
}
