package org.pyflinkimage.build;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.image.BuildOrder;
import org.pyflinkimage.image.Builder;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImageBase;
import org.pyflinkimage.image.ImageContents;
import org.pyflinkimage.image.ImagesJson;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.template.DockerfileBase;
import org.pyflinkimage.template.ImageLabels;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** The second road from specs to built images: Docker, podman or buildah builds what was rendered. */
final class DockerfileBuild implements Road {

    private static final String DOCKERFILE = "Dockerfile";

    private final Request request;
    private final Machine machine;
    private final BuildLog log;
    private final Builder builder;
    private final Rendering rendering;

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-851} where there is no such builder on this machine */
    DockerfileBuild(BuilderName name, Request request, Machine machine) {
        this.request = request;
        this.machine = machine;
        this.log = machine.log();
        this.builder = machine.builder(name);
        this.rendering = Rendering.ofBuilder(request, machine);
    }

    @Override
    public BuildReport build() {
        return machine.usingStore(this::buildAll);
    }

    private BuildReport buildAll() {
        long begin = System.nanoTime();
        request.specs().stream().map(ImageSpec::outputs).distinct().forEach(builder::requireThatItWrites);
        List<BuiltImage> built = new ArrayList<>();
        List<RenderedImage> all = rendering.writeAll();
        PyFlinkException.throwIfAny(all.stream()
                .flatMap(rendered -> Rendering.withoutDockerfile(rendered.image()).stream())
                .toList());
        boolean isOwn = new Templates(request.templates()).isOwn(DOCKERFILE);
        Map<Combination, Sha256> digests =
                new BaseCheck(machine.bases(), builder, request.severities(), isOwn, log).require(all);
        for (RenderedImage rendered : all) {
            build(rendered);
            Optional<Sha256> digest =
                    Optional.ofNullable(digests.get(rendered.image().combination()));
            built.add(publish(rendered.image().spec(), rendered.folder()).upon(base(rendered, digest)));
        }
        ImagesJson.write(built, request.output());
        // What a builder built lies in its own storage.
        BuildReport.Engine engine = new BuildReport.Engine(builder.engine(), true);
        return new BuildReport(built, engine, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** What the image is built upon; not known of a Dockerfile of one's own whose last stage begins with something else. */
    private static Optional<ImageBase> base(RenderedImage rendered, Optional<Sha256> digest) {
        PlannedImage image = rendered.image();
        BaseImage base = DockerfileBase.of(image.spec(), image.plan());
        return rendered.content()
                .text(DOCKERFILE)
                .filter(text -> DockerfileBase.isOf(base, text))
                .map(text -> new ImageBase(base, digest, List.of()));
    }

    private void build(RenderedImage rendered) {
        PlannedImage image = rendered.image();
        log.step("Building %s with %s".formatted(image.combination(), builder.name()));
        outOfReach(Fetching.mirrored(image.lock(), image.spec()), image.plan(), uncopied(rendered))
                .forEach(log::warn);
        try (Scratch folder = Scratch.create()) {
            builder.build(new BuildOrder(
                    rendered.folder(),
                    image.combination().platform(),
                    image.spec().dockerfileBase(),
                    image.spec().references(),
                    secrets(image, folder),
                    ImageLabels.annotations(image.spec(), ImageLabels.of(image.spec(), image.plan()))));
        }
    }

    /** What apt and pip are told in the container that the image is built in: files by the names that the Dockerfile mounts them by. */
    private SortedMap<String, Path> secrets(PlannedImage image, Scratch folder) {
        SortedMap<String, Path> secrets = new TreeMap<>();
        machine.reach()
                .containerFiles(image, machine.isOffline())
                .forEach((name, bytes) -> secrets.put(name, folder.write(name, bytes)));
        machine.reach().unset(image).forEach(problem -> log.warn(problem.withSeverity(Severity.WARNING)));
        return secrets;
    }

    /** Where Python distributions lie that a Dockerfile of one's own leaves beside itself; the plugin's copies them. */
    private static Set<Source> uncopied(RenderedImage rendered) {
        return rendered.content().text(DOCKERFILE).orElse("").contains(DistributionsOnDisk.FOLDER)
                ? Set.of()
                : DistributionsOnDisk.sources(rendered.image());
    }

    /**
     * What lies on this machine's disk, where a container sees nothing of it.
     *
     * @param lock with the mirrors that are declared
     * @param plan of the image: other images may take theirs from elsewhere
     * @param uncopied of Python distributions, those that are not copied
     */
    static List<Problem> outOfReach(LockFile lock, Plan plan, Set<Source> uncopied) {
        Set<Source> used = plan.artifacts().stream()
                .map(artifact -> artifact.location().source())
                .collect(Collectors.toSet());
        List<Problem> problems = new ArrayList<>();
        lock.sources().forEach((name, address) -> {
            boolean isCopied = name.kind() == Source.Kind.INDEX && !uncopied.contains(name);
            if ("file".equals(address.getScheme()) && used.contains(name) && !isCopied) {
                problems.add(outOfReach(name, address).withSeverity(Severity.WARNING));
            }
        });
        return problems;
    }

    private static Problem outOfReach(Source name, URI address) {
        Problem problem = Problem.declaration(
                "PYF-859", "the builder's containers do not reach `%s`: %s".formatted(name, address));
        return name.kind() == Source.Kind.INDEX
                ? problem.why(
                                "it lies on this machine's disk, and your own Dockerfile.ftl does not copy `%s`, where a copy is"
                                        .formatted(DistributionsOnDisk.FOLDER))
                        .remedy("there `COPY %1$s /tmp/%1$s`, and for pip `--find-links /tmp/%1$s`"
                                .formatted(DistributionsOnDisk.FOLDER))
                : problem.why(
                                "it lies on this machine's disk; they ask the base image's own archives for the same versions")
                        .remedy("an http address: " + Element.DEBIAN_MIRROR.named());
    }

    private BuiltImage publish(ImageSpec spec, Path folder) {
        List<ImageReference> references = spec.references();
        Optional<Path> docker = save(spec, Output.DOCKER_ARCHIVE, folder);
        Optional<Path> oci = save(spec, Output.OCI_ARCHIVE, folder);
        ImageContents contents = oci.map(Builder::contentsOf).orElseGet(() -> builder.inspect(references.get(0)));
        if (spec.outputs().contains(Output.REGISTRY)) {
            contents = push(references).map(contents::pushedAs).orElse(contents);
        }
        return new BuiltImage(
                spec.combination(), Optional.of(builder.name()), references.get(0), oci.or(() -> docker), contents);
    }

    private Optional<Path> save(ImageSpec spec, Output form, Path folder) {
        if (!spec.outputs().contains(form)) {
            return Optional.empty();
        }
        Path file = folder.resolve(form.fileName());
        log.step("Writing " + file.getFileName());
        builder.save(spec.references(), form, file);
        return Optional.of(file);
    }

    /** Pushes all names; what counts is the digest of the first, by which the image is reported. */
    private Optional<Sha256> push(List<ImageReference> references) {
        Optional<Sha256> reported = Optional.empty();
        for (ImageReference reference : references) {
            log.step("Pushing " + reference);
            Optional<Sha256> digest = builder.push(reference);
            if (reference.equals(references.get(0))) {
                reported = digest;
            } else if (digest.isPresent() && reported.isPresent() && !digest.equals(reported)) {
                log.note("%s has the digest %s, not that of %s, %s"
                        .formatted(reference, digest.get(), references.get(0), reported.get()));
            }
        }
        return reported;
    }
}
