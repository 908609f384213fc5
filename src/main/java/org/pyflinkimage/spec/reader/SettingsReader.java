package org.pyflinkimage.spec.reader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

/** Keys with their values: the Flink configuration, the labels and the annotations. */
final class SettingsReader {

    private final Reading reading;

    SettingsReader(Reading reading) {
        this.reading = reading;
    }

    Map<String, String> flinkConfig() {
        return read(Place.FLINK_CONFIG, reading.declaration().flinkConfig());
    }

    Map<String, String> labels() {
        return read(Place.LABELS, reading.declaration().labels());
    }

    Map<String, String> annotations() {
        return read(Place.ANNOTATIONS, reading.declaration().annotations());
    }

    private Map<String, String> read(Place place, List<Setting> declared) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : declared) {
            Optional<Problem> mistake = place.mistake(setting);
            mistake.ifPresent(reading::report);
            if (mistake.isEmpty()
                    && settings.putIfAbsent(setting.key(), setting.value().strip()) != null) {
                reading.report(place.twice(setting));
            }
        }
        return settings;
    }

    /** Where settings stand, and what they look like there. */
    private enum Place {
        FLINK_CONFIG(
                "PYF-024",
                "flinkConfig",
                Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*"),
                "taskmanager.numberOfTaskSlots",
                "4") {

            /** An empty one takes a key out, and the lines of a long one are joined by blanks. */
            @Override
            Optional<Problem> mistakeInValue(Setting setting) {
                return Optional.empty();
            }
        },

        LABELS(
                "PYF-025",
                "labels",
                Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?"),
                "com.example.team",
                "data") {
            @Override
            Optional<Problem> mistakeInValue(Setting setting) {
                if (setting.value().strip().chars().anyMatch(Character::isISOControl)) {
                    return Optional.of(problem("`%s` in `%s` has control characters", setting)
                            .why("a Dockerfile cannot hold a value of several lines, or with a tab")
                            .remedy("write it in one line: " + example()));
                }
                return setting.value().isBlank()
                        ? Optional.of(problem("`%s` in `%s` has no value", setting)
                                .remedy("give it one, or remove it: " + example()))
                        : Optional.empty();
            }
        },

        /** In a manifest, which is JSON, a value may have several lines, and be empty. */
        ANNOTATIONS(
                "PYF-025",
                "annotations",
                Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?"),
                "org.opencontainers.image.licenses",
                "Apache-2.0") {
            @Override
            Optional<Problem> mistakeInValue(Setting setting) {
                return Optional.empty();
            }
        };

        private final String code;
        private final String element;
        private final Pattern key;
        private final String sampleKey;
        private final String sampleValue;

        Place(String code, String element, Pattern key, String sampleKey, String sampleValue) {
            this.code = code;
            this.element = element;
            this.key = key;
            this.sampleKey = sampleKey;
            this.sampleValue = sampleValue;
        }

        Optional<Problem> mistake(Setting setting) {
            return key.matcher(setting.key()).matches()
                    ? mistakeInValue(setting)
                    : Optional.of(problem("`%s` in `%s` is no key", setting).remedy(example()));
        }

        abstract Optional<Problem> mistakeInValue(Setting setting);

        Problem twice(Setting setting) {
            return problem("`%s` stands twice in `%s`", setting)
                    .why("nested elements and names with dots are the same key")
                    .remedy("remove one of the two");
        }

        String example() {
            return "`<%1$s><%2$s>%3$s</%2$s></%1$s>` (-Dpyflink.%1$s.%2$s=%3$s)"
                    .formatted(element, sampleKey, sampleValue);
        }

        /** @param form takes the key and the element's tag */
        Problem problem(String form, Setting setting) {
            return Problem.declaration(code, form.formatted(setting.key(), "<" + element + ">"));
        }
    }
}
