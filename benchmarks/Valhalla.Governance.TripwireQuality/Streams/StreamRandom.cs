namespace Valhalla.Governance.TripwireQuality.Streams;

/// <summary>
/// The random numbers of one stream, the same on every runtime: SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA
/// 2014). Seeded by run, cell and number of the stream, so that it does not matter which thread draws it.
/// </summary>
internal sealed class StreamRandom(int seed, string cell, int stream)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(Mix(Mix((uint)seed + Golden) ^ Hash(cell)) ^ Mix((uint)stream + Golden));

    /// <summary>At least 0, below 1.</summary>
    public double NextDouble()
    {
        _state = unchecked(_state + Golden);
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A standard normal value (Box and Muller).</summary>
    public double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    /// <summary>FNV-1a: string.GetHashCode differs from run to run.</summary>
    private static ulong Hash(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * 0x100000001B3);
        }

        return hash;
    }
}
