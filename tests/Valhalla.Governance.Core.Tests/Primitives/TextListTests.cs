using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Valhalla.Governance.Core.Tests.Primitives;

public sealed class TextListTests
{
    /// <summary>The results that a caller is likely to log: every public one with a list in it.</summary>
    public static TheoryData<Type> Results => new(typeof(IGoLiveGate).Assembly.GetExportedTypes()
        .Where(static type => type.Name.EndsWith("Result", StringComparison.Ordinal)
            && type.GetMethod("<Clone>$") is not null
            && type.GetProperties().Any(IsList)));

    [Fact]
    public void ToString_OfARefusal_NamesTheChecks() => Assert.Contains(
        "FailingChecks = [env_sanity, kill_switch_clear]",
        new GoLiveChangeResult(GoLiveChangeStatus.ChecksFailing, new(), ["env_sanity", "kill_switch_clear"]).ToString(),
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Results))]
    public void ToString_OfAResultWithLists_NamesNoType(Type type)
    {
        var result = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties().Where(IsList))
        {
            var item = property.PropertyType.GetGenericArguments()[0];
            property.SetValue(result, Array.CreateInstance(item, 0));
        }

        Assert.DoesNotContain("System.", result.ToString(), StringComparison.Ordinal);
    }

    private static bool IsList(PropertyInfo property) =>
        property.CanWrite
        && property.PropertyType.IsGenericType
        && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && property.PropertyType.IsAssignableTo(typeof(IEnumerable));
}
