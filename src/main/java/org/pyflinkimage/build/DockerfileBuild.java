package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.build.Rendering.Rendered;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.image.BuildOrder;
import org.pyflinkimage.image.Builder;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImageContents;
import org.pyflinkimage.image.ImagesJson;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.Sha256;

/** The second road from specs to built images: Docker, podman or buildah builds what was rendered. */
public final class DockerfileBuild {

    private final Surroundings surroundings;
    private final BuildLog log;
    private final Builder builder;
    private final Planning planning;

    /**
     * A build by a builder.
     *
     * @param name the builder's
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-850}, {@code PYF-851} where there is no such builder
     */
    public DockerfileBuild(String name, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.log = surroundings.log();
        this.planning = new Planning(surroundings, new FileArtifactStore(surroundings.store()));
        this.builder = Builder.find(
                name,
                Environment.ofProcess(),
                new Builder.Surroundings(
                        surroundings.network().insecureRegistries(),
                        surroundings.credentials(),
                        Addresses::withoutLogins,
                        log));
    }

    /** The name of the program that runs what is built. */
    public String engine() {
        return builder.engine();
    }

    /**
     * Builds an image for each spec, in the same order. Whether they fit is asked before, by {@link Validation}.
     *
     * @throws org.pyflinkimage.value.PyFlinkException with all problems of the first step that has any
     */
    public List<BuiltImage> build(Request request) {
        requireOneImageForEachName(request.specs(), builder.name());
        request.specs().forEach(spec -> builder.requireThatItWrites(spec.outputs()));
        List<BuiltImage> built = new ArrayList<>();
        for (Rendered rendered : new Rendering(surroundings).writeAll(request, request.output())) {
            build(rendered);
            built.add(publish(rendered.spec(), rendered.folder()));
        }
        ImagesJson.write(built, request.output());
        return built;
    }

    private void build(Rendered rendered) {
        ImageSpec spec = rendered.spec();
        log.step("Building %s with %s".formatted(spec.combination(), builder.name()));
        outOfReach(rendered.lock()).forEach(log::warn);
        try (Scratch folder = Scratch.create()) {
            SortedMap<String, Path> secrets = new TreeMap<>();
            planning.containerFiles(spec, rendered.lock(), rendered.plan())
                    .forEach((name, bytes) -> secrets.put(name, folder.write(name, bytes)));
            builder.build(new BuildOrder(
                    rendered.folder(), spec.combination().platform(), spec.base(), spec.references(), secrets));
        }
    }

    /** What lies on this machine's disk, where a container sees nothing of it. */
    static List<Problem> outOfReach(LockFile lock) {
        List<Problem> problems = new ArrayList<>();
        lock.sources().forEach((name, address) -> {
            if ("file".equals(address.getScheme())) {
                problems.add(Problem.declaration(
                                "PYF-859", "the builder's containers do not reach `%s`: %s".formatted(name, address))
                        .why(
                                "it lies on this machine's disk; they ask the base image's own archives, or pip's usual index, for the"
                                        + " same versions")
                        .remedy(
                                "an http address: `<debianMirror>` (-Dpyflink.debianMirror), or uv's and pip's configuration")
                        .withSeverity(Severity.WARNING));
            }
        });
        return problems;
    }

    private BuiltImage publish(ImageSpec spec, Path folder) {
        List<ImageReference> references = spec.references();
        Optional<Path> docker = save(spec, Output.DOCKER_ARCHIVE, folder.resolve("image-docker.tar"));
        Optional<Path> oci = save(spec, Output.OCI_ARCHIVE, folder.resolve("image-oci.tar"));
        ImageContents contents = oci.map(Builder::contentsOf).orElseGet(() -> builder.inspect(references.get(0)));
        if (spec.outputs().contains(Output.REGISTRY)) {
            contents = push(references).map(contents::pushedAs).orElse(contents);
        }
        return new BuiltImage(
                spec.combination(), Optional.of(builder.name()), references.get(0), oci.or(() -> docker), contents);
    }

    private Optional<Path> save(ImageSpec spec, Output form, Path file) {
        if (!spec.outputs().contains(form)) {
            return Optional.empty();
        }
        log.step("Writing " + file.getFileName());
        builder.save(spec.references(), form, file);
        return Optional.of(file);
    }

    /** All names get the same manifest. */
    private Optional<Sha256> push(List<ImageReference> references) {
        Optional<Sha256> digest = Optional.empty();
        for (ImageReference reference : references) {
            log.step("Pushing " + reference);
            digest = builder.push(reference);
        }
        return digest;
    }

    /** A builder's tag names one platform: another one would take its place without a word. */
    static void requireOneImageForEachName(List<ImageSpec> specs, String builder) {
        Set<ImageReference> names = new HashSet<>();
        for (ImageSpec spec : specs) {
            for (ImageReference reference : spec.references()) {
                if (!names.add(reference)) {
                    throw Problem.declaration(
                                    "PYF-858", "%s would give `%s` to several platforms".formatted(builder, reference))
                            .why(
                                    "with `<builder>` (-Dpyflink.builder) each image has a name of its own; only without one"
                                            + " are the images of several platforms pushed as one")
                            .remedy("`<tags><tag>@{flink}-java@{java}-python@{python}-@{platform}</tag></tags>`, or"
                                    + " `-Dpyflink.tags=...`")
                            .remedy("one platform: `<platforms>` (-Dpyflink.platforms)")
                            .toException();
                }
            }
        }
    }
}
