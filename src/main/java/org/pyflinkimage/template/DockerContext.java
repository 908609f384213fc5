package org.pyflinkimage.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.UnixPath;

/**
 * The second road to an image: a Dockerfile and what it copies, rendered from the plan.
 *
 * <p>The model beside that of {@link ImageFiles}: {@code base}, {@code java}, {@code javaHome} ({@code path}, {@code parent}, {@code
 * target}), {@code python} ({@code version}, {@code environment}, {@code sitePackages}, {@code hasSetuptools}), {@code debs} ({@code
 * name}, {@code version}), {@code distributions} ({@code name}, {@code version}, {@code sha256}), {@code jars} ({@code file}, {@code
 * place}), {@code environment} and {@code labels} (values quoted), {@code ports}, {@code user}, {@code entrypoint} and {@code
 * command} (JSON).
 */
public final class DockerContext {

    private static final Set<String> DEBIAN_SUITES = Set.of("bullseye", "bookworm", "trixie", "forky", "sid");

    private final Templates templates;

    public DockerContext(Templates templates) {
        this.templates = templates;
    }

    /**
     * Renders the folder that a Dockerfile is built in; jars and the job's files are the caller's.
     *
     * @param files the image's rendered files
     * @param labels all of the image's
     * @return by path relative to the folder
     */
    public SortedMap<String, RenderedFile> render(
            ImageSpec spec, Plan plan, SortedMap<UnixPath, RenderedFile> files, SortedMap<String, String> labels) {
        Map<String, Object> model = modelOf(spec, plan, labels);
        SortedMap<String, RenderedFile> context = new TreeMap<>();
        context.put("Dockerfile", RenderedFile.text(templates.render("Dockerfile", model)));
        context.put("requirements.txt", RenderedFile.text(templates.render("requirements.txt", model)));
        files.forEach((path, file) -> context.put("files" + path, file));
        return Collections.unmodifiableSortedMap(context);
    }

    private static Map<String, Object> modelOf(ImageSpec spec, Plan plan, SortedMap<String, String> labels) {
        ContainerSettings settings = ContainerSettings.of(spec);
        Map<String, Object> model = new TreeMap<>();
        model.put(
                "base",
                (DEBIAN_SUITES.contains(plan.suite()) ? "debian:%s-slim" : "ubuntu:%s").formatted(plan.suite()));
        model.put(
                "flink",
                Map.of(
                        "version", spec.combination().flink().toString(),
                        "home", FlinkHome.PATH.value(),
                        "user", FlinkHome.USER));
        model.put("java", spec.combination().java().toString());
        model.put("javaHome", javaHomeModelOf(spec));
        model.put("python", pythonModelOf(plan));
        model.put(
                "debs", plan.debs().stream().map(DockerContext::artifactModelOf).toList());
        model.put(
                "distributions",
                plan.distributions().stream()
                        .map(DockerContext::artifactModelOf)
                        .toList());
        model.put("jars", plan.jars().stream().map(DockerContext::jarModelOf).toList());
        model.put("job", Map.of("entry", spec.job().map(job -> job.entry()).orElse("")));
        model.put("environment", quoted(settings.environment()));
        model.put("labels", quoted(labels));
        model.put("ports", settings.ports());
        model.put("user", settings.user());
        model.put("entrypoint", json(settings.entrypoint()));
        model.put("command", json(settings.command()));
        return model;
    }

    private static Map<String, Object> javaHomeModelOf(ImageSpec spec) {
        UnixPath path = ContainerSettings.JAVA_HOME;
        String target = "/usr/lib/jvm/java-%s-openjdk-%s"
                .formatted(
                        spec.combination().java(), spec.combination().platform().architecture());
        return Map.of("path", path.value(), "parent", path.parent().value(), "target", target);
    }

    private static Map<String, Object> pythonModelOf(Plan plan) {
        String version = plan.pythonVersion();
        String minor = version.substring(0, version.lastIndexOf('.'));
        return Map.of(
                "version", version,
                "environment", ContainerSettings.VIRTUAL_ENVIRONMENT.value(),
                "sitePackages",
                        ContainerSettings.VIRTUAL_ENVIRONMENT
                                .resolve("lib/python" + minor + "/site-packages")
                                .value(),
                "hasSetuptools",
                        plan.distributions().stream()
                                .anyMatch(each -> each.title().equals("setuptools")));
    }

    private static Map<String, String> artifactModelOf(LockedArtifact artifact) {
        return Map.of(
                "name", artifact.title(),
                "version", artifact.version(),
                "sha256", artifact.sha256().hex());
    }

    private static Map<String, String> jarModelOf(Jar jar) {
        return Map.of(
                "file", jar.coordinates().fileName(),
                "place", FlinkHome.placeOf(jar.coordinates().artifactId()).value());
    }

    /** Values in quotes, within which a Dockerfile still fills in variables. */
    private static Map<String, String> quoted(Map<String, String> values) {
        Map<String, String> quoted = new LinkedHashMap<>();
        values.forEach((name, value) -> quoted.put(name, quote(value, "\\\\\"$")));
        return quoted;
    }

    private static String json(List<String> words) {
        return words.stream().map(word -> quote(word, "\\\\\"")).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quote(String text, String special) {
        return '"' + text.replaceAll("[" + special + "]", "\\\\$0") + '"';
    }
}
