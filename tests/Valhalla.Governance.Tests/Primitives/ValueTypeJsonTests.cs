using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Tests.Primitives;

/// <summary>
/// Every public value type of the library comes back from JSON as it went in, by whatever options, or is refused: never
/// as zero or empty without an error.
/// </summary>
public sealed class ValueTypeJsonTests
{
    private const int Seed = 20261130;
    private const int Samples = 200;

    private static readonly JsonSerializerOptions[] AllOptions =
    [
        new(JsonSerializerDefaults.General),
        new(JsonSerializerDefaults.Web),
        new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper, WriteIndented = true },
        new() { NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString },
    ];

    // A step in flight holds the clock that times it: it is a handle, not a value.
    private static readonly Type[] Handles = [typeof(KpiStep)];

    public static TheoryData<Type> Types =>
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "Valhalla.Governance*.dll")
            .Select(static file => Path.GetFileNameWithoutExtension(file))
            .Where(static name => !name.Contains("Test", StringComparison.Ordinal))
            .Select(Assembly.Load)
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => (type.IsValueType && !type.IsGenericTypeDefinition) || type == typeof(ContactWindows))
            .Except(Handles),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void Values_OfEveryType_ComeBackEqual(Type type)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Samples; i++)
        {
            var value = Any(type, random);
            foreach (var options in AllOptions)
            {
                var json = JsonSerializer.Serialize(value, type, options);
                Assert.Equal(value, JsonSerializer.Deserialize(json, type, options));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Values_InANullable_ComeBackEqualAndNullAsNull(Type type)
    {
        if (!type.IsValueType || type == typeof(KpiDetail))
        {
            return;
        }

        var nullable = typeof(Nullable<>).MakeGenericType(type);
        var value = Any(type, new Random(Seed));

        Assert.Equal(value, JsonSerializer.Deserialize(JsonSerializer.Serialize(value, nullable), nullable));
        Assert.Null(JsonSerializer.Deserialize("null", nullable));
    }

    [Theory]
    [InlineData(typeof(Money))]
    [InlineData(typeof(EngineName))]
    [InlineData(typeof(DomainName))]
    [InlineData(typeof(MetricName))]
    [InlineData(typeof(SignalName))]
    [InlineData(typeof(ReservationId))]
    [InlineData(typeof(MarketName))]
    [InlineData(typeof(PropertyType))]
    [InlineData(typeof(ProvinceCode))]
    public void Keys_OfADictionary_ComeBackEqual(Type type)
    {
        var random = new Random(Seed);
        var dictionary = typeof(Dictionary<,>).MakeGenericType(type, typeof(int));
        for (var i = 0; i < Samples; i++)
        {
            var given = (System.Collections.IDictionary)Activator.CreateInstance(dictionary)!;
            given[Any(type, random)] = i;

            var json = JsonSerializer.Serialize(given, dictionary);
            var read = (System.Collections.IDictionary)JsonSerializer.Deserialize(json, dictionary)!;

            Assert.Equal(given.Keys.Cast<object>(), read.Keys.Cast<object>());
        }

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{\"\":1}", dictionary));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{\"no value\":1}", dictionary));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{\"\\ud800\":1}", dictionary));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void OtherJson_IsRefusedWithAJsonException(Type type)
    {
        string[] wrong = type.GetCustomAttribute<JsonConverterAttribute>() is null
            ? ["[]", "\"x y\""]
            : type == typeof(KpiDetail) ? ["[]", "7", "true"]
            : type == typeof(EvidenceValue) ? ["[]", "{}", "null", "\"\"", "\"a\\u0000\"", "\"\\ud800\"", "1e400"]
            : type == typeof(Money)
                ? ["[]", "{}", "null", "true", "\"1\"", "0.00001", "1e15", "1e400", "{\"Units\":5}",
                    "922337203685477.5808", "1.00000000000000000000000000000001"]
                : ["[]", "{}", "null", "7", "true", "\"x y\"", "\"\\ud800\"", "{\"Value\":\"WHOLESALE\"}"];
        if (type.IsEnum || type == typeof(ContactWindows))
        {
            wrong = ["[]", "\"x y\""];
        }

        foreach (var json in wrong)
        {
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, type));
        }
    }

    [Theory]
    [InlineData("-922337203685477.5808", long.MinValue)]
    [InlineData("922337203685477.5807", long.MaxValue)]
    [InlineData("1.50", 15_000)]
    [InlineData("1e2", 1_000_000)]
    [InlineData("0.00010000", 1)]
    [InlineData("-0", 0)]
    public void Money_IsReadExactly(string json, long units) =>
        Assert.Equal(Money.FromUnits(units), JsonSerializer.Deserialize<Money>(json));

    [Fact]
    public void Forms_AreThoseOfTheWire()
    {
        Assert.Equal("12.5", JsonSerializer.Serialize(Money.FromDecimal(12.5m)));
        Assert.Equal("\"WHOLESALE\"", JsonSerializer.Serialize(new EngineName("WHOLESALE")));
        Assert.Equal("{\"WHOLESALE\":1}", JsonSerializer.Serialize(
            new Dictionary<EngineName, Money> { [new EngineName("WHOLESALE")] = Money.FromDecimal(1) }));
        Assert.Equal("\"ON\"", JsonSerializer.Serialize(new ProvinceCode("ON")));
        var id = new ReservationId(Guid.Parse("01939e2c-1f6b-7000-8000-000000000000"));
        Assert.Equal("\"01939e2c-1f6b-7000-8000-000000000000\"", JsonSerializer.Serialize(id));
    }

    [Theory]
    [InlineData(typeof(Money), "12.5")]
    [InlineData(typeof(EngineName), "WHOLESALE")]
    [InlineData(typeof(DomainName), "WHOLESALE_OFFER")]
    [InlineData(typeof(MetricName), "contract_rate")]
    [InlineData(typeof(SignalName), "policy_entropy")]
    [InlineData(typeof(ReservationId), "01939e2c-1f6b-7000-8000-000000000000")]
    [InlineData(typeof(MarketName), "TORONTO")]
    [InlineData(typeof(PropertyType), "SFR")]
    [InlineData(typeof(ProvinceCode), "ON")]
    public void TypeConverter_ReadsWhatIsWritten_AndRefusesTheRest(Type type, string text)
    {
        var converter = TypeDescriptor.GetConverter(type);

        var value = converter.ConvertFromInvariantString(text);

        Assert.IsType(type, value);
        Assert.Equal(text, converter.ConvertToInvariantString(value));
        Assert.Throws<FormatException>(() => converter.ConvertFromInvariantString("no value"));
    }

    /// <summary>A value made of its properties, by the type's own rules.</summary>
    private static object Any(Type type, Random random)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Any(inner, random);
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(random.Next(values.Length))!;
        }

        return Simple(type, random) ?? Composed(type, random);
    }

    private static object? Simple(Type type, Random random) => type switch
    {
        _ when type == typeof(Money) => Money.FromUnits(random.NextInt64(-1L << 50, 1L << 50)),
        _ when type == typeof(ProvinceCode) => ProvinceCode.All[random.Next(ProvinceCode.All.Count)],
        _ when type == typeof(EngineName) => new EngineName(Name(random, "AZ09_.-")),
        _ when type == typeof(DomainName) => new DomainName(Name(random, "AZ09_.-")),
        _ when type == typeof(MarketName) => new MarketName(Name(random, "AZ09_.-")),
        _ when type == typeof(PropertyType) => new PropertyType(Name(random, "AZ09_.-")),
        _ when type == typeof(MetricName) => new MetricName(Name(random, "az09_.-")),
        _ when type == typeof(SignalName) => new SignalName(Name(random, "az09_.-")),
        _ when type == typeof(EvidenceValue) => random.Next(3) switch
        {
            0 => EvidenceValue.Of(Number(random)),
            1 => EvidenceValue.Of(random.Next(2) == 0),
            _ => EvidenceValue.Of(Text(random)),
        },
        _ when type == typeof(KpiDetail) => random.Next(3) switch
        {
            0 => default,
            1 => KpiDetail.FromText(Text(random)),
            _ => KpiDetail.FromJson($$"""{ "a": [{{random.Next()}}, null], "b": "{{random.Next()}}" }"""),
        },
        _ when type == typeof(ContactWindows) => random.Next(2) == 0
            ? ContactWindows.CallingHours
            : ContactWindows.Parse("monday=09:00-12:00,13:00-21:30;sunday=10:00-24:00"),
        _ when type == typeof(string) => Text(random),
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(int) => random.Next(int.MinValue, int.MaxValue),
        _ when type == typeof(long) => random.NextInt64(long.MinValue, long.MaxValue),
        _ when type == typeof(double) => random.NextDouble() * random.Next(),
        _ when type == typeof(decimal) => Number(random),
        _ when type == typeof(Guid) => new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]),
        _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerDay * 900)),
        _ when type == typeof(DateOnly) => DateOnly.FromDayNumber(random.Next(800_000)),
        _ when type == typeof(TimeOnly) => new TimeOnly(random.NextInt64(TimeSpan.TicksPerDay)),
        _ when type == typeof(DateTimeOffset) =>
            new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay * 800_000), TimeSpan.Zero),
        _ => null,
    };

    private static object Composed(Type type, Random random)
    {
        Assert.True(type.IsValueType && type.Assembly.GetName().Name!.StartsWith("Valhalla", StringComparison.Ordinal),
            $"The test does not know how to make a {type}.");
        var value = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(static property => property.SetMethod is not null))
        {
            property.SetValue(value, Any(property.PropertyType, random));
        }

        Assert.NotEqual(Activator.CreateInstance(type), value);
        return value;
    }

    private static decimal Number(Random random) =>
        new(random.Next(), random.Next(), 0, random.Next(2) == 0, (byte)random.Next(10));

    private static string Name(Random random, string ends)
    {
        var first = (char)random.Next(ends[0], ends[1] + 1);
        return first + string.Concat(Enumerable.Range(0, random.Next(64)).Select(_ => random.Next(3) switch
        {
            0 => (char)random.Next(ends[0], ends[1] + 1),
            1 => (char)random.Next('0', '9' + 1),
            _ => "_.-"[random.Next(3)],
        }));
    }

    private static string Text(Random random) =>
        "\u00dcbung \"<b>\" \ud83d\ude00 " + random.Next().ToString(CultureInfo.InvariantCulture);
}
