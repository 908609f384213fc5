package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an {@code except}, or a {@code with}, catches that a module is not there. */
enum Catching {
    YES,
    NO,
    /** By names that are not Python's own: {@code except OPTIONAL:}. */
    PERHAPS;

    private static final Set<String> CATCHING =
            Set.of("ImportError", "ModuleNotFoundError", "Exception", "BaseException", "ExceptionGroup");

    /** Of Python's own exceptions those that are no kind of these. */
    private static final Set<String> OTHERS = Set.of(
            "ArithmeticError",
            "AssertionError",
            "AttributeError",
            "BlockingIOError",
            "BrokenPipeError",
            "BufferError",
            "ChildProcessError",
            "ConnectionAbortedError",
            "ConnectionError",
            "ConnectionRefusedError",
            "ConnectionResetError",
            "EOFError",
            "EnvironmentError",
            "FileExistsError",
            "FileNotFoundError",
            "FloatingPointError",
            "GeneratorExit",
            "IOError",
            "IndentationError",
            "IndexError",
            "InterruptedError",
            "IsADirectoryError",
            "KeyError",
            "KeyboardInterrupt",
            "LookupError",
            "MemoryError",
            "NameError",
            "NotADirectoryError",
            "NotImplementedError",
            "OSError",
            "OverflowError",
            "PermissionError",
            "ProcessLookupError",
            "RecursionError",
            "ReferenceError",
            "RuntimeError",
            "StopAsyncIteration",
            "StopIteration",
            "SyntaxError",
            "SystemError",
            "SystemExit",
            "TabError",
            "TimeoutError",
            "TypeError",
            "UnboundLocalError",
            "UnicodeDecodeError",
            "UnicodeEncodeError",
            "UnicodeError",
            "UnicodeTranslateError",
            "ValueError",
            "ZeroDivisionError",
            "Warning",
            "DeprecationWarning",
            "ImportWarning",
            "UserWarning");

    /** What is called so may let a block go on. */
    private static final Pattern LENIENT =
            Pattern.compile("(?i).*(suppress|ignor|optional|try|lenient|raises|catch).*");

    /** Of an {@code except} clause. */
    static Catching ofClause(SourceLine line) {
        List<String> head = line.words().subList(1, Math.max(1, line.colon()));
        return head.isEmpty() ? YES : ofNames(namesIn(head));
    }

    /** Of a {@code with}, whose manager may be anybody's. */
    static Catching ofManagers(SourceLine line) {
        List<String> names = namesIn(line.words().subList(1, line.colon()));
        if (names.stream().anyMatch(CATCHING::contains)) {
            return YES;
        }
        List<String> lenient =
                names.stream().filter(name -> LENIENT.matcher(name).matches()).toList();
        boolean others = lenient.equals(List.of("suppress")) && names.stream().anyMatch(OTHERS::contains);
        return lenient.isEmpty() || others ? NO : PERHAPS;
    }

    private static Catching ofNames(List<String> names) {
        if (names.stream().anyMatch(CATCHING::contains)) {
            return YES;
        }
        return !names.isEmpty() && OTHERS.containsAll(names) ? NO : PERHAPS;
    }

    /** The last parts of dotted names, but not the other name that follows {@code as}. */
    private static List<String> namesIn(List<String> words) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean last = i + 1 == words.size() || !words.get(i + 1).equals(".");
            boolean renamed = i > 0 && words.get(i - 1).equals("as");
            if (last && !renamed && !word.equals("as") && Character.isUnicodeIdentifierStart(word.charAt(0))) {
                names.add(word);
            }
        }
        return names;
    }
}
