package org.pyflinkimage.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Logging;
import org.pyflinkimage.spec.Logging.Layout;
import org.pyflinkimage.spec.Logging.Level;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.spec.TextProject;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/** Specs for tests, from the words that a declaration has. */
public final class Specs {

    private Specs() {}

    public static Combination cell(String flink, int java, String python) {
        return cell(flink, java, python, Platform.LINUX_AMD64);
    }

    public static Combination cell(String flink, int java, String python, Platform platform) {
        return new Combination(
                FlinkVersion.parse(flink).orElseThrow(),
                new JavaVersion(java),
                PythonMinor.parse(python).orElseThrow(),
                platform);
    }

    /** Bare versions. */
    public static Subject subject(Combination combination) {
        return Subject.of(spec(combination));
    }

    /** Bare versions, and whose Python is wanted. */
    static Subject subject(Combination combination, PythonSource source) {
        DeclaredPython python = new DeclaredPython(source, List.of(), Optional.empty());
        return Subject.of(spec(combination).with(DeclaredContents.none().withPython(python)));
    }

    /** Bare versions, and a build that the Python is to be of, where nobody says whose it is. */
    static Subject pinned(Combination combination, String build) {
        DeclaredPython python = new DeclaredPython(
                PythonSource.AUTO, StandaloneBuild.parse(build).stream().toList(), Optional.empty());
        return Subject.of(spec(combination).with(DeclaredContents.none().withPython(python)));
    }

    /** The same image without pip. */
    static Subject withoutPip(Subject subject) {
        DeclaredPython python = subject.spec().python().withPip(Switch.OFF);
        return new Subject(
                subject.spec().with(subject.spec().contents().withPython(python)),
                subject.texts(),
                subject.container(),
                subject.requirements(),
                subject.base());
    }

    public static ImageSpec spec(Combination combination) {
        return spec(combination, List.of(), List.of(), Map.of());
    }

    public static ImageSpec spec(
            Combination combination, List<String> requirements, List<String> connectors, Map<String, String> config) {
        return spec(combination, DiskProject.requirements(requirements), connectors, config);
    }

    private static ImageSpec spec(
            Combination combination,
            PythonRequirements requirements,
            List<String> connectors,
            Map<String, String> config) {
        return ImageSpec.plain(
                        combination, ImageReference.of("registry.example.com/team/wordcount:" + combination.slug()))
                .with(DeclaredContents.none()
                        .withRequirements(requirements)
                        .withConnectors(connectors.stream()
                                .map(text -> MavenCoordinates.parse(text).orElseThrow())
                                .toList()))
                .with(DeclaredSettings.standard().withFlinkConfig(config));
    }

    /** The newest combination, with connectors. */
    public static Subject connectors(String flink, String... connectors) {
        return Subject.of(spec(cell(flink, javaOf(flink), "3.11"), List.of(), List.of(connectors), Map.of()));
    }

    public static Subject config(String flink, Map<String, String> config) {
        return Subject.of(spec(cell(flink, javaOf(flink), "3.11"), List.of(), List.of(), config));
    }

    public static Subject requirements(Combination combination, String... requirements) {
        return Subject.of(spec(combination, List.of(requirements), List.of(), Map.of()));
    }

    /** A {@code requirements.txt} among other files. */
    static Subject requirements(Combination combination, Map<String, String> files) {
        return Subject.of(spec(combination, TextProject.requirements(files), List.of(), Map.of()));
    }

    /** A spec that says what is logged. */
    public static ImageSpec logging(String flink, Layout layout, Map<String, Level> levels) {
        return spec(cell(flink, javaOf(flink), "3.11"))
                .with(DeclaredSettings.standard().withLogging(new Logging(new TreeMap<>(levels), layout)));
    }

    private static int javaOf(String flink) {
        return flink.startsWith("2.") ? 17 : 11;
    }
}
