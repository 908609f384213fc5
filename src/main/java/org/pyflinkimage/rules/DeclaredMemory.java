package org.pyflinkimage.rules;

import java.util.Optional;
import org.pyflinkimage.facts.FlinkOptions;
import org.pyflinkimage.facts.MemoryFacts;
import org.pyflinkimage.flink.MemorySize;

/** What is declared of memory, over what the image has and Flink takes where nothing is. */
record DeclaredMemory(Candidate candidate) {

    /** The size that is declared, or stands in the configuration file that Flink ships and the image keeps. */
    Optional<MemorySize> size(String key) {
        Optional<MemorySize> declared = declared(key);
        if (declared.isPresent() || candidate.spec().flinkConfig().containsKey(key)) {
            // An empty value takes out what Flink ships.
            return declared;
        }
        return Optional.ofNullable(facts().shipped().get(key));
    }

    Optional<MemorySize> declared(String key) {
        return found(key).flatMap(setting -> MemorySize.parse(setting.value()));
    }

    /** That of what is not declared is the one that Flink takes then, if any. */
    Optional<MemorySize> sizeOrDefault(String key) {
        return declared(key).or(() -> facts().size(key, candidate.line().line()));
    }

    /** Below zero where what is declared is no number. */
    double fraction(String key) {
        return found(key)
                .map(setting -> MemoryFacts.fraction(setting.value()).orElse(-1.0))
                .orElseGet(() -> facts().fractions().getOrDefault(key, -1.0));
    }

    /** By the key itself, or by an older one that Flink still reads where that is not set. */
    Optional<FoundSetting> found(String key) {
        FoundSettings settings = candidate.settings();
        return settings.find(key)
                .or(() -> FlinkOptions.shipped().olderKeysOf(key).stream()
                        .flatMap(older -> settings.find(older).stream())
                        .findFirst());
    }

    private MemoryFacts facts() {
        return candidate.facts().memory();
    }
}
