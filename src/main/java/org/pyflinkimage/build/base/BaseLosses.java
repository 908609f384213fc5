package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.FlinkChanges;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/** What a base and an image have both, of which one is lost without a word. */
public final class BaseLosses {

    private BaseLosses() {}

    /**
     * Errors, then what is only to be known.
     *
     * @param spec of an image upon a base
     */
    public static List<Problem> of(ImageSpec spec, BaseFiles files, BaseParts parts) {
        BaseImage base = spec.layeredBase().orElseThrow();
        List<Problem> problems = new ArrayList<>();
        olderConfiguration(base, files, spec.combination().flink()).ifPresent(problems::add);
        BaseVariables.leadingAway(parts.configuration())
                .forEach((name, value) -> problems.add(leftOut(base, name, value)));
        return List.copyOf(problems);
    }

    /** Some releases ship one form of the file, but read the other alone where it is there. */
    private static Optional<Problem> olderConfiguration(BaseImage base, BaseFiles files, FlinkVersion flink) {
        List<ConfigurationFormat> read = FlinkChanges.shipped().configurationFormats(flink);
        UnixPath older = ImagePaths.CONF.resolve(ConfigurationFormat.FLAT.fileName());
        if (read.size() < 2 || files.tree().follow(older).isEmpty()) {
            return Optional.empty();
        }
        String newer = ConfigurationFormat.YAML.fileName();
        return Optional.of(Problem.declaration(
                        "PYF-941",
                        "the base `%s` has `%s`, which Flink %s reads instead of `%s`"
                                .formatted(base, older, flink, newer))
                .why("the image's configuration is in `%s`: what `<flinkConfig>` says would be lost".formatted(newer))
                .remedy("a base without `%s`, and its settings in `<flinkConfig>` (-Dpyflink.flinkConfig.KEY=VALUE)"
                        .formatted(older))
                .remedy("or no base: remove `<base>`, or `<base>scratch</base>` (-Dpyflink.base=scratch)"));
    }

    private static Problem leftOut(BaseImage base, String name, String value) {
        return Problem.declaration(
                        "PYF-942", "the image does not have `%s=%s` of the base `%s`".formatted(name, value, base))
                .why("the image's programs would take for theirs what lies there, instead of what the image has in `%s`"
                        .formatted(ImagePaths.FLINK_HOME))
                .remedy("nothing; or a base without it")
                .remedy(
                        "where it is meant, declare it: `<environment><%s>...</%s></environment>` (-Dpyflink.environment.%s)"
                                .formatted(name, name, name))
                .withSeverity(Severity.NOTE);
    }
}
