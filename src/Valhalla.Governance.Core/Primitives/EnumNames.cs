using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;

namespace Valhalla.Governance;

/// <summary>
/// How the values of an enum are spelt. By their numbers: tables of each enum's own type would be compiled for each
/// enum, in every process that starts. Thread-safe.
/// </summary>
internal sealed class EnumNames
{
    private EnumNames(Type type)
    {
        var numbers = (int[])Enum.GetValuesAsUnderlyingType(type);
        Members = numbers.Zip(Enum.GetNames(type)).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
        Snake = Members.ToFrozenDictionary(pair => pair.Key, pair => ToSnake(pair.Value));
        Capitals = Snake.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToUpperInvariant());
        ByMember = Invert(Members);
        ByName = Invert(Snake.Concat(Capitals));
    }

    /// <summary>The members as the code has them.</summary>
    public FrozenDictionary<int, string> Members { get; }

    /// <summary>In snake_case.</summary>
    public FrozenDictionary<int, string> Snake { get; }

    /// <summary>In capitals.</summary>
    public FrozenDictionary<int, string> Capitals { get; }

    /// <summary>The numbers of <see cref="Members"/>.</summary>
    public FrozenDictionary<string, int> ByMember { get; }

    /// <summary>The numbers of <see cref="Snake"/> and of <see cref="Capitals"/>.</summary>
    public FrozenDictionary<string, int> ByName { get; }

    /// <summary>The names of an enum, which has to be one of <see cref="int"/>.</summary>
    public static EnumNames Of<T>()
        where T : struct, Enum => Table<T>.Names;

    public static int Number<T>(T value)
        where T : struct, Enum => Unsafe.BitCast<T, int>(value);

    public static T Value<T>(int number)
        where T : struct, Enum => Unsafe.BitCast<int, T>(number);

    private static FrozenDictionary<string, int> Invert(IEnumerable<KeyValuePair<int, string>> names) =>
        names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    private static string ToSnake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly EnumNames Names = new(typeof(T));
    }
}
