using System.Reflection;

namespace Valhalla.Governance.Repository.Tests.PublicApi;

/// <summary>Type names as C# writes them, with nullability.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(ushort)] = "ushort",
    };

    /// <summary>The name of a type alone, such as <c>IReadOnlyList&lt;int&gt;</c>.</summary>
    public static string Of(Type type) => Write(type, nullability: null);

    /// <summary>The name of a type at a place whose nullability is known, such as <c>Task&lt;string?&gt;</c>.</summary>
    public static string Of(Type type, NullabilityInfo nullability) => Write(type, nullability);

    private static string Write(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Write(underlying, nullability: null) + "?";
        }

        // An unconstrained type parameter always reads as nullable, which says nothing.
        var canBeNull = type is { IsValueType: false, IsGenericParameter: false };
        var mark = canBeNull && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
        {
            return Write(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        }

        return WriteName(type, nullability) + mark;
    }

    private static string WriteName(Type type, NullabilityInfo? nullability)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var name = type.IsNested && !type.IsGenericParameter
            ? $"{Of(type.DeclaringType!)}.{type.Name}"
            : type.Name;
        if (!type.IsGenericType)
        {
            return name;
        }

        var tick = name.IndexOf('`', StringComparison.Ordinal);
        var arguments = type.GetGenericArguments()
            .Select((argument, index) => Write(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(index)));
        return $"{(tick < 0 ? name : name[..tick])}<{string.Join(", ", arguments)}>";
    }
}
