package org.pyflinkimage.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The messages that the sources can write, by code, as the compiler reads them. */
final class MessageSources {

    private static final Pattern CODE = Pattern.compile("PYF-[0-9]{3}");

    /**
     * What the sources say under one code at one place.
     *
     * @param what the first line
     * @param why the reasons
     * @param remedies what to try
     */
    record Message(String what, List<String> why, List<String> remedies) {
        Message withWhat(String other) {
            return new Message(other, why, remedies);
        }
    }

    private final List<CompilationUnitTree> units = new ArrayList<>();
    private final TreeMap<String, Set<Message>> messages = new TreeMap<>();
    private final TreeMap<String, String> rules = new TreeMap<>();

    private MessageSources() {}

    static MessageSources of(Path sources) throws IOException {
        MessageSources found = new MessageSources();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> walk = Files.walk(sources)) {
            List<Path> java = walk.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            task.parse().forEach(found.units::add);
            SourceIndex index = new SourceIndex(found.units);
            found.units.forEach(unit -> found.new Reader(unit, index).scan(unit, null));
        }
        return found;
    }

    /** By code, what is said of it. */
    Map<String, Set<Message>> messages() {
        return messages;
    }

    /** By code of a rule, what it demands. */
    Map<String, String> rules() {
        return rules;
    }

    private final class Reader extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourceTexts texts;
        private final SourceIndex index;

        Reader(CompilationUnitTree unit, SourceIndex index) {
            this.unit = unit;
            this.index = index;
            this.texts = index.texts(unit);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            read(call.getArguments());
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            read(made.getArguments());
            readConstant(made.getArguments());
            return super.visitNewClass(made, null);
        }

        private void read(List<? extends ExpressionTree> arguments) {
            Optional<String> code = arguments.isEmpty()
                    ? Optional.empty()
                    : texts.constant(arguments.get(0))
                            .filter(text -> CODE.matcher(text).matches());
            if (code.isEmpty() || arguments.size() < 2) {
                if (!arguments.isEmpty() && arguments.get(0).toString().equals("code")) {
                    ofConstants().forEach(constant -> write(constant, List.of()));
                }
                return;
            }
            List<String> said = arguments.stream()
                    .skip(1)
                    .map(texts::text)
                    .filter(SourceTexts::isSaid)
                    .toList();
            if (arguments.get(1) instanceof MemberSelectTree severity
                    && severity.getExpression().toString().equals("Severity")) {
                said.stream().findFirst().ifPresent(title -> rules.put(code.get(), title));
                return;
            }
            write(code.get(), said);
        }

        private void write(String code, List<String> said) {
            ProblemFlow flow = ProblemFlow.from(getCurrentPath(), index);
            List<String> whats = said.isEmpty() ? saidByCallers() : said.subList(0, 1);
            whats.forEach(what -> messages.computeIfAbsent(code, key -> new LinkedHashSet<>())
                    .add(new Message(what, flow.whys(), flow.remedies())));
        }

        /** Codes that constants of this file begin with, and say nothing under them. */
        private Set<String> ofConstants() {
            Set<String> codes = new TreeSet<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitNewClass(NewClassTree made, Void nothing) {
                    List<String> given =
                            made.getArguments().stream().map(texts::text).toList();
                    if (!given.isEmpty()
                            && CODE.matcher(given.get(0)).matches()
                            && given.stream().noneMatch(SourceTexts::isSaid)) {
                        codes.add(given.get(0));
                    }
                    return super.visitNewClass(made, null);
                }
            }.scan(unit, null);
            return codes;
        }

        /** A constant of an enum may have its code among other values: what is said follows, then what to try. */
        private void readConstant(List<? extends ExpressionTree> arguments) {
            for (int i = 1; i < arguments.size() - 1; i++) {
                Optional<String> code = texts.constant(arguments.get(i))
                        .filter(text -> CODE.matcher(text).matches());
                List<String> said = arguments.stream()
                        .skip(i + 1L)
                        .map(texts::text)
                        .filter(SourceTexts::isSaid)
                        .toList();
                if (code.isPresent() && !said.isEmpty()) {
                    messages.computeIfAbsent(code.get(), key -> new LinkedHashSet<>())
                            .add(new Message(said.get(0), List.of(), said.subList(1, said.size())));
                }
            }
        }

        /** A sentence that a local variable holds, or that the callers of the method hand over. */
        private List<String> saidByCallers() {
            MethodTree method = enclosingMethod();
            if (method == null) {
                return List.of();
            }
            List<String> said = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void nothing) {
                    add(texts.text(variable.getInitializer()));
                    return super.visitVariable(variable, null);
                }

                private void add(String text) {
                    if (SourceTexts.isSaid(text)) {
                        said.add(text);
                    }
                }
            }.scan(method.getBody(), null);
            return said.isEmpty() ? handedTo(method.getName().toString()) : said;
        }

        private @Nullable MethodTree enclosingMethod() {
            for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
                if (path.getLeaf() instanceof MethodTree method) {
                    return method;
                }
            }
            return null;
        }

        private List<String> handedTo(String method) {
            List<String> said = new ArrayList<>(handedIn(unit, method));
            for (CompilationUnitTree other : units) {
                said.addAll(handedIn(other, className() + "." + method));
            }
            return said;
        }

        private String className() {
            for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
                if (path.getLeaf() instanceof ClassTree type) {
                    return type.getSimpleName().toString();
                }
            }
            throw new IllegalStateException("in no class");
        }

        private static List<String> handedIn(CompilationUnitTree file, String method) {
            List<String> said = new ArrayList<>();
            SourceTexts its = SourceTexts.of(file);
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                    if (call.getMethodSelect().toString().equals(method)) {
                        call.getArguments().stream()
                                .map(its::text)
                                .filter(SourceTexts::isSaid)
                                .findFirst()
                                .ifPresent(said::add);
                    }
                    return super.visitMethodInvocation(call, null);
                }
            }.scan(file, null);
            return said;
        }
    }

    /** All codes that the sources name, in whatever way. */
    static Set<String> codes(Path sources) throws IOException {
        Set<String> codes = new LinkedHashSet<>();
        Pattern quoted = Pattern.compile("\"(PYF-[0-9]{3})\"");
        try (Stream<Path> walk = Files.walk(sources)) {
            for (Path file : walk.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                quoted.matcher(Files.readString(file)).results().forEach(result -> codes.add(result.group(1)));
            }
        }
        return codes;
    }
}
