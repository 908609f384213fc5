package org.pyflinkimage.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.facts.ConfigurationFacts;
import org.pyflinkimage.facts.FlinkOptions;
import org.pyflinkimage.facts.LineSpans;
import org.pyflinkimage.facts.OptionType;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.Spelling;

/** Rules about keys of Flink's options: they are some, they are of the declared Flink, and they are the current ones. */
final class OptionKeyRules {

    /** A key of nobody knows whom is taken for a misspelt one of Flink's only where it is long and this near. */
    private static final int NEAR = 2;

    private static final int LONG = 12;

    /** First words of so few of Flink's options are words of many others: {@code io}, {@code client}, {@code user}. */
    private static final int FEW = 6;

    private static final int LETTERS_FOR_A_MISTAKE = 8;

    private OptionKeyRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-231", Severity.WARNING, "Flink has the configured options", OptionKeyRules::unknown),
                new Rule(
                        "PYF-232",
                        Severity.WARNING,
                        "the configured options are those of the declared Flink",
                        OptionKeyRules::ofOtherLines),
                new Rule("PYF-233", Severity.NOTE, "options have their current keys", OptionKeyRules::deprecated));
    }

    /** The settings of a line whose options are known; of no other line anything is said. */
    static Stream<FoundSetting> judged(Candidate candidate) {
        return candidate.settings().all().isEmpty()
                        || !FlinkOptions.shipped().lines().contains(lineOf(candidate))
                ? Stream.empty()
                : candidate.settings().all().stream();
    }

    /** What a setting of Flink's takes, where its line's options are known. */
    static Optional<OptionType> typeOf(String key, Candidate candidate) {
        FlinkOptions options = FlinkOptions.shipped();
        return options.lines().contains(lineOf(candidate)) ? options.typeOf(key, lineOf(candidate)) : Optional.empty();
    }

    static FlinkMinor lineOf(Candidate candidate) {
        return candidate.flink().line();
    }

    private static List<Finding> unknown(Candidate candidate) {
        return judged(candidate)
                .filter(Predicate.not(setting -> isKnown(setting.key(), candidate)))
                .flatMap(setting -> unknown(setting, candidate).stream())
                .toList();
    }

    private static boolean isKnown(String key, Candidate candidate) {
        FlinkOptions options = FlinkOptions.shipped();
        return !options.linesOf(key).isEmpty()
                || options.isOpen(key, lineOf(candidate))
                || candidate.facts().configuration().removalOf(key).isPresent();
    }

    /** A key that no word of Flink's begins may be a job's own, so only an obvious mistake is told. */
    private static Optional<Finding> unknown(FoundSetting setting, Candidate candidate) {
        List<String> keys = FlinkOptions.shipped().keysOf(lineOf(candidate));
        boolean flinks = beginsAsOneOf(keys, setting.key());
        int most = flinks ? Math.max(NEAR, setting.key().length() / LETTERS_FOR_A_MISTAKE) : NEAR;
        Optional<String> near = flinks || setting.key().length() >= LONG
                ? Spelling.nearest(setting.key(), keys, most).filter(known -> isAlike(known, setting.key()))
                : Optional.empty();
        Finding finding = Finding.of(
                        "Flink has no option `%s`, which stands in `%s`".formatted(setting.key(), setting.place()))
                .why("Flink passes over keys that it does not know")
                .source(FlinkOptions.shipped().source());
        if (near.isPresent()) {
            return Optional.of(finding.remedy("`%s`, which is spelled almost like it".formatted(near.get())));
        }
        return flinks
                ? Optional.of(finding.remedy("leave it out; for a key that code of yours reads, another first word")
                        .milder(Severity.NOTE))
                : Optional.empty();
    }

    /** Whether they differ by less than half of the words that differ: {@code host} is no misspelt {@code port}. */
    private static boolean isAlike(String known, String key) {
        List<String> one = List.of(known.toLowerCase(Locale.ROOT).split("[.-]"));
        List<String> other = List.of(key.toLowerCase(Locale.ROOT).split("[.-]"));
        if (one.size() != other.size()) {
            return true;
        }
        for (int i = 0; i < one.size(); i++) {
            int letters = Math.max(one.get(i).length(), other.get(i).length());
            if (Spelling.distance(one.get(i), other.get(i)) * 2 >= letters
                    && !one.get(i).equals(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean beginsAsOneOf(List<String> keys, String key) {
        int dot = key.indexOf('.');
        return dot > 0
                && keys.stream()
                                .filter(known -> known.startsWith(
                                        key.substring(0, dot + 1).toLowerCase(Locale.ROOT)))
                                .count()
                        > FEW;
    }

    private static List<Finding> ofOtherLines(Candidate candidate) {
        FlinkOptions options = FlinkOptions.shipped();
        return judged(candidate)
                .filter(setting -> !isRemoved(setting.key(), candidate))
                .filter(setting -> !options.isOpen(setting.key(), lineOf(candidate)))
                .flatMap(setting -> ofOtherLine(setting, options.linesOf(setting.key()), candidate).stream())
                .toList();
    }

    /** That has a rule of its own. */
    private static boolean isRemoved(String key, Candidate candidate) {
        ConfigurationFacts facts = candidate.facts().configuration();
        return facts.hasRemoved(candidate.flink()) && facts.removalOf(key).isPresent();
    }

    private static Optional<Finding> ofOtherLine(FoundSetting setting, Set<FlinkMinor> lines, Candidate candidate) {
        FlinkMinor line = lineOf(candidate);
        if (lines.isEmpty() || lines.contains(line)) {
            return Optional.empty();
        }
        List<FlinkMinor> all = FlinkOptions.shipped().lines();
        List<FlinkMinor> later = all.stream()
                .filter(lines::contains)
                .filter(other -> all.indexOf(other) > all.indexOf(line))
                .toList();
        Finding finding = Finding.of("Flink %s has no option `%s`, which stands in `%s`"
                        .formatted(line, setting.key(), setting.place()))
                .why(
                        later.isEmpty()
                                ? "it was there until Flink %s, and Flink passes over keys that it does not know"
                                        .formatted(all.stream()
                                                .filter(lines::contains)
                                                .reduce((one, other) -> other)
                                                .orElseThrow())
                                : "it came with Flink %s; earlier ones pass over it".formatted(later.get(0)))
                .source(FlinkOptions.shipped().source());
        Optional<String> here = nameIn(line, setting.key());
        if (here.isPresent()) {
            return Optional.of(finding.remedy("`%s`, its name in Flink %s".formatted(here.get(), line)));
        }
        return Optional.of(
                later.isEmpty()
                        ? finding.remedy("leave it out: nothing is known to have replaced it")
                        : finding.remedy("leave it out, or a release of Flink %s or newer in %s"
                                .formatted(later.get(0), Element.FLINK.named())));
    }

    /** What an option of another line is called in this one. */
    private static Optional<String> nameIn(FlinkMinor line, String key) {
        FlinkOptions options = FlinkOptions.shipped();
        return options.successorOf(key, line).or(() -> olderOf(key, line));
    }

    /** An older key that the line reads, the one that was current then where there are several. */
    private static Optional<String> olderOf(String key, FlinkMinor line) {
        FlinkOptions options = FlinkOptions.shipped();
        List<String> older = Stream.of(options.deprecated(), options.aliases())
                .flatMap(map -> map.entrySet().stream())
                .filter(entry -> leadsTo(entry.getValue(), key))
                .map(Map.Entry::getKey)
                .filter(name -> options.typeOf(name, line).isPresent())
                .toList();
        return older.stream()
                .filter(name -> options.currentOf(name, line).isEmpty())
                .findFirst()
                .or(() -> older.stream().findFirst());
    }

    private static boolean leadsTo(LineSpans<String> current, String key) {
        return current.byLine().containsValue(key);
    }

    private static List<Finding> deprecated(Candidate candidate) {
        return judged(candidate)
                .flatMap(setting -> FlinkOptions.shipped().currentOf(setting.key(), lineOf(candidate)).stream()
                        .map(current -> Finding.of("`%s` in `%s` is an old key of `%s`"
                                        .formatted(setting.key(), setting.place(), current))
                                .why("Flink %s still reads it, where the current key is not set"
                                        .formatted(lineOf(candidate)))
                                .remedy("`%s`".formatted(current))
                                .source(FlinkOptions.shipped().source())))
                .toList();
    }
}
