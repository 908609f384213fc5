package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.ConfigurationFacts.Sensitive;
import org.pyflinkimage.job.SecretKind;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem.Severity;

/** The rule that an image holds no secrets: neither in variables, labels and annotations, nor in Flink's configuration, nor in the job's files. */
final class SecretRules {

    private static final String SOURCE =
            "https://github.com/moby/buildkit/blob/master/frontend/dockerfile/docs/rules/secrets-used-in-arg-or-env.md";
    private static final String FOREVER = "whoever has the image can read %s, and registries keep it for long";

    private static final Pattern NAME = Pattern.compile(
            "(?i)(.*_)?(PASSWORD|PASSWD|PASS|PASSPHRASE|SECRET|SECRET_KEY|ACCESS_KEY|TOKEN|API_KEY|PRIVATE_KEY|CREDENTIALS)");
    private static final Pattern LOGIN = Pattern.compile("(?s).*?[a-z][a-z0-9+.-]*://[^/@:\\s]*:[^/@\\s]+@.*");
    private static final Pattern NO_SECRET = Pattern.compile("(?i)true|false|none|null|\\*+|");

    private static final int NAMED = 5;

    private SecretRules() {}

    static List<Rule> rules() {
        return List.of(new Rule("PYF-230", Severity.WARNING, "the image holds no secrets", SecretRules::secrets));
    }

    private static List<Finding> secrets(Candidate candidate) {
        return Stream.of(
                        variables(candidate),
                        labels(candidate.subject().spec().labels(), "labels", "its labels"),
                        labels(candidate.subject().spec().annotations(), "annotations", "its manifest"),
                        settings(candidate),
                        files(candidate))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Finding> variables(Candidate candidate) {
        return candidate.subject().container().environment().entrySet().stream()
                .filter(variable -> !variable.getKey().equals(FoundSettings.VARIABLE))
                .filter(variable -> NAME.matcher(variable.getKey()).matches() || looksSecret(variable.getValue()))
                .map(Map.Entry::getKey)
                .map(name -> Finding.of("`%s` in `<environment>` looks like a secret".formatted(name))
                        .why(FOREVER.formatted("its variables"))
                        .remedy("leave it out, and set it where the container starts: `-e %s`, a Kubernetes secret"
                                .formatted(name))
                        .source(SOURCE))
                .toList();
    }

    /**
     * Labels and annotations.
     *
     * @param element that declares them
     * @param place where the image has them
     */
    private static List<Finding> labels(Map<String, String> declared, String element, String place) {
        return declared.entrySet().stream()
                .filter(label -> looksSecret(label.getValue()) || isNamedSecret(label))
                .map(Map.Entry::getKey)
                .sorted()
                .map(key -> Finding.of("`%s` in `<%s>` looks like a secret".formatted(key, element))
                        .why(FOREVER.formatted(place))
                        .remedy("leave it out (-Dpyflink.%s.%s), or write an address without its login"
                                .formatted(element, key))
                        .source(SOURCE))
                .toList();
    }

    /** Names of labels have dots and dashes between their words. */
    private static boolean isNamedSecret(Map.Entry<String, String> label) {
        return NAME.matcher(label.getKey().replaceAll("[./-]", "_")).matches()
                && !NO_SECRET.matcher(label.getValue()).matches();
    }

    private static List<Finding> settings(Candidate candidate) {
        Sensitive sensitive = candidate.facts().configuration().sensitive();
        return candidate.settings().all().stream()
                .filter(setting -> !NO_SECRET.matcher(setting.value()).matches())
                .flatMap(setting -> setting(setting, sensitive).stream())
                .toList();
    }

    private static Optional<Finding> setting(FoundSetting setting, Sensitive sensitive) {
        Finding finding = Finding.of("`%s` in `%s` looks like a secret".formatted(setting.key(), setting.place()))
                .why(FOREVER.formatted("its configuration"))
                .remedy(
                        "leave it out, and give the line `%1$s: ...` where the container starts, in the variable `%2$s`: `-e %2$s`, a Kubernetes secret"
                                .formatted(setting.key(), FoundSettings.VARIABLE))
                .source(SOURCE);
        if (sensitive.holdsSecret(setting.key())) {
            return Optional.of(
                    finding.why("Flink itself hides its value in its logs").source(sensitive.source()));
        }
        return looksSecret(setting.value()) ? Optional.of(finding) : Optional.empty();
    }

    private static List<Finding> files(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        candidate
                .subject()
                .texts()
                .secrets()
                .forEach((kind, paths) -> findings.add(files("`%s` of the job", kind, paths)
                        .remedy("leave it out: " + Element.EXCLUDES.with("/" + paths.get(0)))
                        .remedy(mounted(paths.get(0), "/run/secrets/" + nameOf(paths.get(0))))
                        .source(SOURCE)));
        candidate
                .subject()
                .texts()
                .extraSecrets()
                .forEach((kind, paths) -> findings.add(files("`%s` of `<extraDirectories>`", kind, paths)
                        .remedy(
                                "leave it out: `<excludes><exclude>%s</exclude></excludes>` in its `<extraDirectory>`; no property has it"
                                        .formatted(nameOf(paths.get(0))))
                        .remedy(mounted(nameOf(paths.get(0)), paths.get(0)))
                        .source(SOURCE)));
        return findings;
    }

    private static String mounted(String file, String place) {
        return "mount it where the container starts: `-v \"$PWD/%s:%s:ro\"`, a volume of a Kubernetes secret"
                .formatted(file, place);
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** @param form of the file's name */
    private static Finding files(String form, String kind, List<String> paths) {
        Finding finding = Finding.of("%s looks like %s".formatted(form.formatted(paths.get(0)), kind));
        if (paths.size() > 1) {
            String others =
                    paths.stream().skip(1).limit(NAMED).map("`%s`"::formatted).collect(Collectors.joining(", "));
            finding = finding.why("%s %s as well%s"
                    .formatted(
                            others,
                            paths.size() == 2 ? "does" : "do",
                            paths.size() > NAMED + 1 ? ", and %s more".formatted(paths.size() - NAMED - 1) : ""));
        }
        return finding.why(FOREVER.formatted("its files"));
    }

    private static boolean looksSecret(String value) {
        return LOGIN.matcher(value).matches() || SecretKind.ofText(value).isPresent();
    }
}
