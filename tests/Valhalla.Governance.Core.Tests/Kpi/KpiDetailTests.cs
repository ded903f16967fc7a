using System.Text;
using System.Text.Json;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiDetailTests
{
    [Fact]
    public void Conversions_EachForm_GivesJson()
    {
        using var parsed = JsonDocument.Parse("""{"a":[1,null]}""");

        Assert.Null(default(KpiDetail).Json);
        Assert.Null(((KpiDetail)(string?)null).Json);
        Assert.Null(((KpiDetail)(Dictionary<string, object?>?)null).Json);
        Assert.Null(((KpiDetail)default(JsonElement)).Json);
        Assert.Equal("\"a \\u0022b\\u0022\"", ((KpiDetail)"a \"b\"").Json);
        Assert.Equal("""{"a":[1,null]}""", ((KpiDetail)parsed.RootElement).Json);
        Assert.Equal("{}", KpiDetail.FromJson("{}").Json);
        Assert.Equal(KpiDetail.FromJson("{}"), KpiDetail.FromValues(new Dictionary<string, object?>()));
    }

    [Fact]
    public void FromValues_EveryKindOfValue_IsWritten()
    {
        using var parsed = JsonDocument.Parse("[true]");
        var detail = KpiDetail.FromValues(new Dictionary<string, object?>
        {
            ["null"] = null,
            ["text"] = "t",
            ["flag"] = true,
            ["int"] = 1,
            ["long"] = long.MinValue,
            ["ulong"] = ulong.MaxValue,
            ["double"] = 0.32,
            ["float"] = 0.5f,
            ["decimal"] = 2500.50m,
            ["small"] = (byte)7,
            ["money"] = Money.FromDecimal(1.5m),
            ["time"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            ["id"] = Guid.Empty,
            ["enum"] = KpiWhenFull.Drop,
            ["domain"] = new DomainName("A"),
            ["span"] = TimeSpan.FromSeconds(1),
            ["element"] = parsed.RootElement,
            ["list"] = new object?[] { 1, "a" },
            ["nested"] = new Dictionary<string, object?> { ["a"] = 1 },
        });

        Assert.Equal(
            string.Join(
                ',',
                """{"null":null,"text":"t","flag":true,"int":1,"long":-9223372036854775808""",
                """ "ulong":18446744073709551615,"double":0.32,"float":0.5,"decimal":2500.50,"small":7 """.Trim(),
                """ "money":1.5,"time":"2026-01-01T00:00:00+00:00" """.Trim(),
                """ "id":"00000000-0000-0000-0000-000000000000","enum":"Drop","domain":"A","span":"00:00:01" """.Trim(),
                """ "element":[true],"list":[1,"a"],"nested":{"a":1}}""".Trim()),
            detail.Json);
        KpiEventRules.ValidateDetail(detail.Json!);
    }

    [Fact]
    public void FromValues_WhatHasNoJsonForm_Throws()
    {
        Assert.Throws<ArgumentException>(() => Of(new object()));
        Assert.Throws<ArgumentException>(() => Of(double.NaN));
        var deep = new Dictionary<string, object?>();
        deep["self"] = deep;
        Assert.Throws<ArgumentException>(() => KpiDetail.FromValues(deep));
        Assert.Throws<ArgumentNullException>(() => KpiDetail.FromValues(null!));

        static KpiDetail Of(object value) => KpiDetail.FromValues(new Dictionary<string, object?> { ["v"] = value });
    }

    [Theory]
    [InlineData(null, """{"error":"e"}""")]
    [InlineData("""{"a":1}""", """{"a":1,"error":"e"}""")]
    [InlineData("""{"error":"old","a":1}""", """{"a":1,"error":"e"}""")]
    [InlineData("\"text\"", """{"detail":"text","error":"e"}""")]
    public void Merge_Details_KeepsBoth(string? detail, string expected) =>
        Assert.Equal(expected, KpiFailureDetail.Merge(detail, "e"));

    [Fact]
    public void Merge_LargestDetailAndAnyError_StaysValid()
    {
        var largest = $$"""{"a":"{{new string('x', KpiEventRules.MaxDetailBytes - 8)}}"}""";
        KpiEventRules.ValidateDetail(largest);

        var merged = KpiFailureDetail.Merge(largest, string.Concat(Enumerable.Repeat("é\0\ud83d😀", 1_000)));

        KpiEventRules.ValidateDetail(merged);
        Assert.Contains("\"detail_omitted\":true", merged, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(merged), 1, KpiEventRules.MaxDetailBytes);
    }
}
