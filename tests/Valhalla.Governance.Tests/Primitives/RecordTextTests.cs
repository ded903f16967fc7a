using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Valhalla.Governance.Tests.Primitives;

/// <summary>What a caller logs can be read: no public record prints the name of a collection's type.</summary>
public sealed class RecordTextTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(IGoLiveGate).Assembly, typeof(MarketPolicy).Assembly, typeof(ValhallaEndpointOptions).Assembly,
    ];

    public static TheoryData<Type> Records => new(Assemblies
        .SelectMany(static assembly => assembly.GetExportedTypes())
        .Where(static type => IsRecord(type) && Collections(type).Any()));

    [Theory]
    [MemberData(nameof(Records))]
    public void ToString_OfARecordWithCollections_NamesNoType(Type type)
    {
        var record = New(type);

        var text = record.ToString()!;

        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Valhalla.Governance.", text, StringComparison.Ordinal);
        Assert.DoesNotContain('`', text);
    }

    [Fact]
    public void Records_OfEveryAssembly_AreFound() => Assert.True(Records.Cast<object>().Count() > 25);

    [Fact]
    public void Equality_OfTheSameListTwice_IsAsBefore()
    {
        IReadOnlyList<RiskEngineSnapshot> engines = new List<RiskEngineSnapshot> { null! };
        IReadOnlyDictionary<string, PackStatus> packs = new Dictionary<string, PackStatus>();

        Assert.Equal(new RiskSnapshot(DateOnly.MinValue, engines), new RiskSnapshot(DateOnly.MinValue, engines));
        Assert.NotEqual(new RiskSnapshot(DateOnly.MinValue, engines), new RiskSnapshot(DateOnly.MinValue, [null!]));
        Assert.Equal(new GoLiveChecklist(true, packs), new GoLiveChecklist(true, packs));
    }

    [Fact]
    public void ToString_OfNestedDetails_ShowsThem() => Assert.Contains(
        "Detail = {missing: [a, b], by: {x: 1}}",
        new RunbookCheckOutcome(Ok: false, "m", new Dictionary<string, object?>
        {
            ["missing"] = new[] { "a", "b" },
            ["by"] = new Dictionary<string, object?> { ["x"] = 1 },
        }).ToString(),
        StringComparison.Ordinal);

    private static bool IsRecord(Type type) => !type.IsAbstract && !type.ContainsGenericParameters
        && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static IEnumerable<PropertyInfo> Collections(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(static property => property.PropertyType != typeof(string)
            && property.PropertyType.IsAssignableTo(typeof(IEnumerable)));

    /// <summary>One whose collections hold nothing, and whose other members have no value.</summary>
    private static object New(Type type)
    {
        var record = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in Collections(type).Where(static property => property.CanWrite))
        {
            property.SetValue(record, Empty(property.PropertyType));
        }

        return record;
    }

    private static object Empty(Type type)
    {
        var items = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        return items.Length == 2
            ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(items))!
            : Array.CreateInstance(items[0], 0);
    }
}
