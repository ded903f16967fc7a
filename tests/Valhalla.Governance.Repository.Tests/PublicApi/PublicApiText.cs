using System.Reflection;
using System.Text;

namespace Valhalla.Governance.Repository.Tests.PublicApi;

/// <summary>The public surface of an assembly as sorted text: namespaces, types, members.</summary>
internal static class PublicApiText
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        var namespaces = assembly.GetExportedTypes()
            .GroupBy(type => type.Namespace ?? "")
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in namespaces)
        {
            text.Append("namespace ").Append(group.Key).Append('\n');
            foreach (var type in group.OrderBy(type => type.FullName, StringComparer.Ordinal))
            {
                text.Append('\n').Append(Declare(type)).Append('\n');
                foreach (var member in MemberText.OfMembers(type))
                {
                    text.Append("    ").Append(member).Append('\n');
                }
            }

            text.Append('\n');
        }

        return text.Length == 0 ? "(no public types)" : text.ToString();
    }

    private static string Declare(Type type)
    {
        var bases = type.IsEnum || typeof(Delegate).IsAssignableFrom(type) ? [] : Bases(type).ToArray();
        return $"{Kind(type)} {TypeName.Of(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsReadOnly(type) + (IsRecordStruct(type) ? "record struct" : "struct"),
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class"),
    };

    private static string IsReadOnly(Type type) =>
        type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute)) ? "readonly " : "";

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsRecordStruct(Type type) => type.GetMethod(
        "PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance, [typeof(StringBuilder)]) is not null;

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return TypeName.Of(parent);
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        foreach (var name in type.GetInterfaces()
            .Where(item => item.IsVisible)
            .Except(inherited)
            .Select(item => TypeName.Of(item))
            .Order(StringComparer.Ordinal))
        {
            yield return name;
        }
    }
}
