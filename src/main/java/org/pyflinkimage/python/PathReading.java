package org.pyflinkimage.python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.value.UnixPath;

/** Looks through a source for all that changes the path on which modules are looked for. */
final class PathReading {

    /** In words, of a statement that somebody writes by hand. */
    private static final int LONGEST = 2000;

    /** Of {@code sys}: what decides about modules besides the path. */
    private static final Set<String> FINDERS = Set.of("meta_path", "path_hooks");

    /** Methods of a list after which it has no more than before. */
    private static final Set<String> HARMLESS =
            Set.of("remove", "index", "count", "copy", "pop", "clear", "reverse", "sort");

    /** Calls that look at a list. */
    private static final Set<String> LOOKING = Set.of(
            "print",
            "pprint",
            "pformat",
            "len",
            "list",
            "str",
            "repr",
            "sorted",
            "tuple",
            "set",
            "join",
            "enumerate",
            "format",
            "debug",
            "info",
            "warning",
            "warn",
            "error",
            "exception",
            "map",
            "filter",
            "any",
            "all");

    private static final Set<String> BEFORE_A_LOOK = Set.of("in", "if", "not", "and", "or", "while", "assert", "elif");

    private static final Set<String> RUNNING_TEXT = Set.of("exec", "execfile");

    private static final Set<String> RUNNING_PROGRAMS =
            Set.of("system", "popen", "run", "call", "check_call", "check_output", "Popen", "getoutput");

    /** PyFlink's ways to give workers what the image does not have. */
    private static final Set<String> FOR_WORKERS =
            Set.of("set_python_requirements", "add_python_file", "add_python_archive", "set_python_executable");

    private final List<SourceLine> lines;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> systems = new HashSet<>(Set.of("sys"));
    private final Set<UnixPath> folders = new LinkedHashSet<>();
    private boolean clear = true;
    private boolean workersDiffer;

    private PathReading(List<SourceLine> lines) {
        this.lines = lines;
    }

    static PathChanges of(List<SourceLine> lines, UnixPath file) {
        PathReading reading = new PathReading(lines);
        reading.readNames(file);
        for (SourceLine line : lines) {
            line.pieces().forEach(reading::read);
        }
        return new PathChanges(reading.folders, reading.clear, reading.workersDiffer);
    }

    /** Names that stand for one folder all over the source, and other names of {@code sys}. */
    private void readNames(UnixPath file) {
        names.put("__file__", file.value());
        Set<String> unclear = new HashSet<>();
        for (SourceLine line : lines) {
            for (List<String> words : line.pieces()) {
                readName(words, unclear);
                readOtherNames(words, unclear);
            }
            if (line.words().contains("def")) {
                unclear.addAll(line.pieces().get(0));
            }
        }
        unclear.remove("__file__");
        names.keySet().removeAll(unclear);
    }

    private void readName(List<String> words, Set<String> unclear) {
        int equals = words.size() > 2 && !words.get(2).equals("=") ? 1 : 2;
        if (words.size() <= equals + 1
                || !words.get(equals).equals("=")
                || words.get(equals + 1).equals("=")) {
            return;
        }
        Optional<String> value = PathExpression.read(words.subList(equals + 1, words.size()), names);
        String name = words.get(0);
        boolean other = value.isEmpty()
                || equals == 2
                || !names.getOrDefault(name, value.get()).equals(value.get());
        if (other) {
            unclear.add(name);
        } else {
            names.put(name, value.get());
        }
    }

    /** Of loops and managers, which stand for many things; and those of {@code sys}. */
    private void readOtherNames(List<String> words, Set<String> unclear) {
        for (int i = 1; i < words.size(); i++) {
            if (Set.of("as", "for").contains(words.get(i - 1))) {
                unclear.add(words.get(i));
            }
            if (i > 1 && words.get(i - 1).equals("as") && words.get(i - 2).equals("sys")) {
                systems.add(words.get(i));
            }
        }
    }

    private void read(List<String> words) {
        if (words.size() > LONGEST) {
            clear &= words.stream().noneMatch(systems::contains);
            return;
        }
        boolean runs = words.stream().anyMatch(RUNNING_PROGRAMS::contains);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String before = i > 0 ? words.get(i - 1) : "";
            String after = i + 1 < words.size() ? words.get(i + 1) : "";
            workersDiffer |= FOR_WORKERS.contains(word) || isSettingForWorkers(word);
            if (systems.contains(word) && !before.equals(".")) {
                readSystem(words, i);
            } else if (word.equals("addsitedir") || (word.equals("__import__") && isOf("\"sys", words, i + 2))) {
                clear = false;
            } else if (RUNNING_TEXT.contains(word)
                    && after.equals("(")
                    && !Set.of(".", "def").contains(before)) {
                clear = false;
            } else if (word.equals("\"pip") || (word.equals("pip") && after.equals("."))) {
                clear = false;
            } else if (runs && word.startsWith(SourceLine.STRING) && word.contains("pip") && word.contains("install")) {
                clear = false;
            }
        }
    }

    private static boolean isSettingForWorkers(String word) {
        return word.startsWith(SourceLine.STRING) && PathChanges.SETTINGS_FOR_WORKERS.contains(word.substring(1));
    }

    private static boolean isOf(String word, List<String> words, int index) {
        return index < words.size() && words.get(index).equals(word);
    }

    /** A place where {@code sys} stands. */
    private void readSystem(List<String> words, int index) {
        if (words.get(0).equals("from") && index == 1) {
            clear &= !words.contains("path")
                    && !words.contains("*")
                    && !words.contains("modules")
                    && words.stream().noneMatch(FINDERS::contains);
        } else if (index > 1 && Set.of("getattr", "setattr", "import_module").contains(words.get(index - 2))) {
            clear = false;
        } else if (isOf(".", words, index + 1) && index + 2 < words.size()) {
            String part = words.get(index + 2);
            if (part.equals("path")) {
                readPath(words, index, index + 3);
            } else if (part.equals("modules")) {
                clear &= !isGiven(words, index + 3)
                        && !isOf("setdefault", words, index + 4)
                        && !isOf("update", words, index + 4);
            } else if (FINDERS.contains(part)) {
                clear = false;
            }
        }
    }

    /** Whether an element of something is given another value. */
    private static boolean isGiven(List<String> words, int bracket) {
        int end = isOf("[", words, bracket) ? SourceLine.closing(words, bracket) + 1 : bracket;
        return isOf("=", words, end) && !isOf("=", words, end + 1);
    }

    private void readPath(List<String> words, int start, int at) {
        if (isOf(".", words, at)) {
            readMethod(words, at + 1);
        } else if (isOf("[", words, at)) {
            if (isGiven(words, at)) {
                readLists(words.subList(SourceLine.closing(words, at) + 2, words.size()));
            }
        } else if (isOf("=", words, at) && !isOf("=", words, at + 1)) {
            readLists(words.subList(at + 1, words.size()));
        } else if (isOf("+", words, at) && isOf("=", words, at + 1)) {
            readLists(words.subList(at + 2, words.size()));
        } else {
            clear &= isLook(words, start);
        }
    }

    private void readMethod(List<String> words, int at) {
        String method = at < words.size() ? words.get(at) : "";
        if (HARMLESS.contains(method) || (method.startsWith("__") && !method.equals("__iadd__"))) {
            return;
        }
        if (!isOf("(", words, at + 1)) {
            clear = false;
            return;
        }
        List<String> inside = words.subList(at + 2, Math.min(words.size(), SourceLine.closing(words, at + 1)));
        switch (method) {
            case "append" -> readFolder(inside);
            case "extend" -> readLists(inside);
            case "insert" -> {
                int comma = SourceLine.split(inside, ",").get(0).size();
                readFolder(inside.subList(Math.min(inside.size(), comma + 1), inside.size()));
            }
            default -> clear = false;
        }
    }

    /** Lists with plus signs between; the path itself may be one of them. */
    private void readLists(List<String> words) {
        for (List<String> list : SourceLine.split(words, "+")) {
            boolean itself = isPath(list);
            boolean literal = list.size() > 1
                    && Set.of("[", "(").contains(list.get(0))
                    && SourceLine.closing(list, 0) == list.size() - 1;
            if (!itself && !literal) {
                clear = false;
            } else if (literal) {
                SourceLine.split(list.subList(1, list.size() - 1), ",").stream()
                        .filter(part -> !part.isEmpty())
                        .forEach(this::readElement);
            }
        }
    }

    private void readElement(List<String> words) {
        if (!words.get(0).equals("*") || !isPath(words.subList(1, words.size()))) {
            readFolder(words);
        }
    }

    private boolean isPath(List<String> words) {
        return words.size() >= 3
                && systems.contains(words.get(0))
                && words.get(1).equals(".")
                && words.get(2).equals("path")
                && (words.size() == 3
                        || (words.get(3).equals("[") && SourceLine.closing(words, 3) == words.size() - 1));
    }

    private void readFolder(List<String> words) {
        Optional<UnixPath> folder = PathExpression.read(words, names).flatMap(PathExpression::absolute);
        folder.ifPresent(folders::add);
        clear &= folder.isPresent();
    }

    /** Whether the path is only looked at. */
    private static boolean isLook(List<String> words, int start) {
        String before = start > 0 ? words.get(start - 1) : "";
        if (BEFORE_A_LOOK.contains(before)) {
            return true;
        }
        int open = 0;
        for (int i = start - 1; i > 0; i--) {
            open += SourceLine.opening(words.get(i));
            if (open > 0) {
                return (words.get(i).equals("(") && LOOKING.contains(words.get(i - 1))) || isPart(words, start);
            }
        }
        return isPart(words, start);
    }

    /** The path as a part of its own new value was read with that. */
    private static boolean isPart(List<String> words, int start) {
        return start > 3
                && words.get(1).equals(".")
                && words.get(2).equals("path")
                && words.subList(0, start).contains("=");
    }
}
