using System.Globalization;
using System.Text;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Tests.Json;

public sealed class ExactDecimalConverterTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("500", "500")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("1.50", "1.5")]
    [InlineData("1.500000000000000000000000000000000000000", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1E+3", "1000")]
    [InlineData("12.5e-1", "1.25")]
    [InlineData("1000000000000", "1000000000000")]
    [InlineData("-2.5", "-2.5")]
    [InlineData("0e999999", "0")]
    [InlineData("10000000000000000e-12", "10000")]
    [InlineData("100.0001", "100.0001")]
    public void TryRead_ExactAmount_IsRead(string text, string expected)
    {
        Assert.True(ExactDecimalConverter.TryRead(Encoding.ASCII.GetBytes(text), out var amount));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), amount);
    }

    [Theory]
    [InlineData("0.00001")]
    [InlineData("1.00000000000000000000000000000000000001")]
    [InlineData("1e400")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("99999999999999999999999999999999999999999999")]
    [InlineData("1e14")]
    public void TryRead_InexactAmount_IsRefused(string text) =>
        Assert.False(ExactDecimalConverter.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void TryRead_EveryAmountOfUnits_AgreesWithMoney()
    {
        var random = new Random(20260113);
        for (var i = 0; i < 20_000; i++)
        {
            var units = random.NextInt64(-10_000_000_000_000_000, 10_000_000_000_000_000) >> random.Next(54);
            var text = Money.FromUnits(units).ToString();

            Assert.True(ExactDecimalConverter.TryRead(Encoding.ASCII.GetBytes(text), out var amount), text);
            Assert.Equal(units, Money.FromDecimal(amount).Units);
        }
    }
}
