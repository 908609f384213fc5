package org.pyflinkimage.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of the sources, and where they are called, by their names as they are written: nothing is compiled. */
final class SourceIndex {

    private final IdentityHashMap<CompilationUnitTree, SourceTexts> texts = new IdentityHashMap<>();
    private final Map<String, List<TreePath>> methods = new HashMap<>();
    private final Map<String, List<TreePath>> uses = new HashMap<>();

    SourceIndex(List<CompilationUnitTree> units) {
        for (CompilationUnitTree unit : units) {
            texts.put(unit, SourceTexts.of(unit));
            new Entries(SourceTexts.classOf(unit)).scan(unit, null);
        }
    }

    private final class Entries extends TreePathScanner<Void, Void> {

        private final String type;

        Entries(String type) {
            this.type = type;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            add(methods, type + "." + method.getName());
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            add(uses, qualified(call.getMethodSelect(), type));
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
            String owner = reference.getQualifierExpression().toString();
            add(uses, (owner.equals("this") ? type : owner) + "." + reference.getName());
            return super.visitMemberReference(reference, null);
        }

        private void add(Map<String, List<TreePath>> entries, String name) {
            entries.computeIfAbsent(name, key -> new ArrayList<>()).add(getCurrentPath());
        }
    }

    SourceTexts texts(CompilationUnitTree unit) {
        return texts.get(unit);
    }

    /** The method that is called, where the call says which: of the same file, or of a class that it names. */
    Optional<TreePath> method(MethodInvocationTree call, CompilationUnitTree home) {
        String name = qualified(call.getMethodSelect(), SourceTexts.classOf(home));
        return methods.getOrDefault(name, List.of()).stream()
                .filter(path -> takes((MethodTree) path.getLeaf(), call.getArguments()))
                .findFirst();
    }

    private static boolean takes(MethodTree method, List<? extends ExpressionTree> arguments) {
        List<? extends VariableTree> parameters = method.getParameters();
        boolean open = !parameters.isEmpty()
                && parameters.get(parameters.size() - 1).toString().contains("...");
        return open ? arguments.size() >= parameters.size() - 1 : arguments.size() == parameters.size();
    }

    /** Where a method of a file is called or referred to: in that file, and in others that name its class. */
    List<TreePath> uses(String method, CompilationUnitTree home) {
        return uses.getOrDefault(SourceTexts.classOf(home) + "." + method, List.of());
    }

    /** All trees of a kind below one. */
    static <T extends Tree> List<TreePath> inside(TreePath path, Class<T> kind) {
        List<TreePath> found = new ArrayList<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void nothing) {
                if (kind.isInstance(tree)) {
                    found.add(new TreePath(getCurrentPath(), tree));
                }
                return super.scan(tree, null);
            }
        }.scan(path, null);
        return found;
    }

    static String nameOf(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree member
                ? member.getIdentifier().toString()
                : call.getMethodSelect().toString();
    }

    /** With the class: the file's own, where none is named. */
    private static String qualified(ExpressionTree select, String type) {
        if (select instanceof MemberSelectTree member) {
            String owner = member.getExpression() instanceof IdentifierTree name
                    ? name.getName().toString()
                    : "";
            return (owner.equals("this") ? type : owner) + "." + member.getIdentifier();
        }
        return type + "." + select;
    }
}
