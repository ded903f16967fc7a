using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>
/// Finds an execution class wherever it may be declared: on a method, on the method of an interface that it implements,
/// on its class, a base class or an interface. The nearest wins. Reflection: for start-up and first uses only.
/// </summary>
internal static class DeclaredClass
{
    /// <summary>What the method may do; null where nobody says.</summary>
    public static ExecutionClass? Of(MethodInfo method, Type type) => OfMethod(method, type) ?? OfType(type);

    /// <summary>What is declared on the method, or on the interface method behind it.</summary>
    public static ExecutionClass? OfMethod(MethodInfo method, Type type) =>
        Of(method) ?? Strictest(InterfaceMethods(method, type).Select(Of));

    /// <summary>What is declared on the class, a base class, an enclosing class of a lambda, or an interface.</summary>
    public static ExecutionClass? OfType(Type type)
    {
        // The class of a lambda is the compiler's: what the class around it says counts.
        var named = type;
        while (named.DeclaringType is { } outer && named.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
        {
            named = outer;
        }

        return Of(named) ?? Strictest(Interfaces(named).Select(Of));
    }

    private static ExecutionClass? Of(MemberInfo member) =>
        member.GetCustomAttribute<ExecutionClassAttribute>(inherit: true)?.ExecutionClass;

    private static ExecutionClass? Strictest(IEnumerable<ExecutionClass?> classes) => classes.Max();

    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "The types serve requests, so that their members are kept.")]
    private static Type[] Interfaces(Type type) => type.GetInterfaces();

    [UnconditionalSuppressMessage(
        "Trimming", "IL2075", Justification = "The types serve requests, so that their members are kept.")]
    private static IEnumerable<MethodInfo> InterfaceMethods(MethodInfo method, Type type)
    {
        if (type.IsInterface || method.IsStatic)
        {
            yield break;
        }

        foreach (var contract in Interfaces(type))
        {
            var map = type.GetInterfaceMap(contract);
            for (var i = 0; i < map.TargetMethods.Length; i++)
            {
                if (map.TargetMethods[i].GetBaseDefinition() == method.GetBaseDefinition())
                {
                    yield return map.InterfaceMethods[i];
                }
            }
        }
    }
}
