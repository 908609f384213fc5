package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes RECORD files: comma-separated values with a path, a sum and a size in each line. */
final class InstallationRecord {

    private InstallationRecord() {}

    /** Reads a RECORD; empty where a line has other than three fields, a size that is no number, or an open quotation mark. */
    static Optional<List<RecordEntry>> parse(String text) {
        List<RecordEntry> entries = new ArrayList<>();
        LineReader reader = new LineReader(text);
        while (!reader.isAtEnd()) {
            List<String> fields = reader.readLine();
            if (fields.size() == 1 && fields.get(0).isEmpty()) {
                continue;
            }
            if (fields.size() != 3 || !fields.get(2).matches("[0-9]{0,18}")) {
                return Optional.empty();
            }
            entries.add(entry(fields));
        }
        return reader.isWellFormed() ? Optional.of(entries) : Optional.empty();
    }

    /** Writes a RECORD, sorted by path. */
    static String write(List<RecordEntry> entries) {
        StringBuilder text = new StringBuilder();
        entries.stream().sorted(Comparator.comparing(RecordEntry::path)).forEach(entry -> {
            text.append(quoted(entry.path())).append(',');
            text.append(quoted(entry.sum().orElse(""))).append(',');
            entry.size().ifPresent(text::append);
            text.append('\n');
        });
        return text.toString();
    }

    private static RecordEntry entry(List<String> fields) {
        Optional<String> sum = Optional.of(fields.get(1)).filter(field -> !field.isEmpty());
        OptionalLong size =
                fields.get(2).isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields.get(2)));
        return new RecordEntry(fields.get(0), sum, size);
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** Takes comma-separated values apart; a doubled quotation mark inside quotation marks stands for one. */
    private static final class LineReader {
        private final String text;
        private int position;
        private boolean quoted;

        private LineReader(String text) {
            this.text = text;
        }

        private boolean isAtEnd() {
            return position >= text.length();
        }

        private boolean isWellFormed() {
            return !quoted;
        }

        private List<String> readLine() {
            List<String> fields = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            while (!isAtEnd()) {
                char character = text.charAt(position++);
                if (character == '"') {
                    readQuotationMark(field);
                } else if (character == '\n' && !quoted) {
                    break;
                } else if (character == ',' && !quoted) {
                    fields.add(field.toString());
                    field.setLength(0);
                } else if (character != '\r' || quoted) {
                    field.append(character);
                }
            }
            fields.add(field.toString());
            return fields;
        }

        private void readQuotationMark(StringBuilder field) {
            if (quoted && position < text.length() && text.charAt(position) == '"') {
                field.append('"');
                position++;
            } else {
                quoted = !quoted;
            }
        }
    }
}
