package org.pyflinkimage.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A build by Maven with the plugin under test: as a rule another one of a project that the invoker built already, from its lock file and
 * its stored artifacts, with nothing from the network and nothing of what the first build derived.
 */
final class MavenBuild {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path folder;
    private final List<String> words = new ArrayList<>();
    private final Command command;

    private MavenBuild(Path folder, List<String> shell, List<String> options) {
        this.folder = folder;
        words.addAll(shell);
        words.addAll(program());
        words.addAll(options);
        words.add("package");
        command = new Command(words).in(folder).within(LIMIT);
    }

    /** Maven with the plugin under test, and with the settings that the invoker gives its projects. */
    static List<String> program() {
        List<String> words = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        words.add("-Dmaven.repo.local=" + Folders.buildDirectory().resolve("local-repo"));
        Path settings = Folders.buildDirectory().resolve("it/interpolated-settings.xml");
        if (Files.exists(settings)) {
            words.add("-s");
            words.add(settings.toString());
        }
        return words;
    }

    /** The first build of a project, which has its POM and nothing else: all is asked for where this machine finds it. */
    static MavenBuild first(Path folder, Path store) {
        return new MavenBuild(folder, List.of(), List.of("-Dpyflink.store=" + store));
    }

    /**
     * A build of a copy of the project.
     *
     * @param folder where the copy goes; it gets the POM and the lock file
     * @param store from which artifacts come
     */
    static MavenBuild of(BuiltProject project, Path folder, Path store, String... options) {
        return withShell(List.of(), project, folder, store, options);
    }

    /** The same, resolved anew with what lies beside the POM in that folder, from wherever this machine finds it. */
    static MavenBuild anew(BuiltProject project, Path folder, Path store, String... options) {
        Folders.create(folder);
        copy(project.folder().resolve("pom.xml"), folder);
        return in(folder, store, options);
    }

    /** A build in a folder as it is left by another build. */
    static MavenBuild again(Path folder, Path store, String... options) {
        return in(
                folder,
                store,
                Stream.concat(Stream.of("-o"), Stream.of(options)).toArray(String[]::new));
    }

    private static MavenBuild in(Path folder, Path store, String... options) {
        List<String> all = new ArrayList<>(List.of("-Dpyflink.store=" + store));
        all.addAll(List.of(options));
        return new MavenBuild(folder, List.of(), all);
    }

    /** The same, with files made under another umask. */
    static MavenBuild withUmask(String umask, BuiltProject project, Path folder, Path store, String... options) {
        // The shell is replaced by Maven, so that there is one program to wait for and to end.
        return withShell(
                List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"), project, folder, store, options);
    }

    private static MavenBuild withShell(
            List<String> shell, BuiltProject project, Path folder, Path store, String... options) {
        Folders.create(folder);
        copy(project.folder().resolve("pom.xml"), folder);
        copy(project.folder().resolve("pyflink.lock"), folder);
        List<String> all = new ArrayList<>(List.of("-o", "-Dpyflink.store=" + store));
        all.addAll(List.of(options));
        return new MavenBuild(folder, shell, all);
    }

    private static void copy(Path file, Path folder) {
        try {
            Path copy = folder.resolve(file.getFileName());
            Files.deleteIfExists(copy);
            Files.copy(file, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MavenBuild with(String variable, String value) {
        command.with(variable, value);
        return this;
    }

    MavenBuild within(Duration time) {
        command.within(time);
        return this;
    }

    /** With buildah as the builder, which takes long. */
    MavenBuild byBuildah() {
        // The one kind of isolation that needs no rights that a container does not have.
        return with("BUILDAH_ISOLATION", "chroot").within(Duration.ofMinutes(20));
    }

    /** Builds, and gives what {@code images.json} says of the image. */
    JsonNode image() {
        return imageOf(succeed());
    }

    /** What {@code images.json} says of the image after a build that came to its end. */
    JsonNode imageOf(Command.Outcome outcome) {
        outcome.requireSuccess();
        return BuiltProject.read(folder.resolve("target/pyflink/images.json")).get(0);
    }

    Command.Outcome succeed() {
        return command.succeed();
    }

    /** Builds, requires that it fails, and gives what Maven said. */
    String failing() {
        Command.Outcome outcome = command.run();
        if (outcome.exitCode() == 0) {
            throw new AssertionError("`" + outcome.command() + "` succeeded: " + outcome);
        }
        return outcome.output();
    }

    /** Builds, and gives how that ended. */
    Command.Outcome run() {
        return command.run();
    }

    Command.Running start() {
        return command.start();
    }

    /** A store that has the artifacts of the invoker's builds, and nothing that was derived from them. */
    static Path storeOfArtifacts(Path folder) {
        Path artifacts = Folders.buildDirectory().resolve("store/sha256");
        Folders.create(folder);
        Command.of("cp", "-al", artifacts.toString(), folder.toString()).succeed();
        return folder;
    }
}
