using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Ramp;

/// <summary>The configured steps in basis points. Immutable.</summary>
internal sealed class RampSteps(IOptions<RampOptions> options)
{
    private const int BasisPointsPerPercent = 100;

    public IReadOnlyList<int> BasisPoints { get; } =
    [
        .. (options.Value.StepPercents.Count == 0 ? RampOptions.DefaultStepPercents : [.. options.Value.StepPercents])
            .Select(percent => (int)(percent * BasisPointsPerPercent)),
    ];

    /// <summary>The first step above an influence; null at the top.</summary>
    public int? After(int basisPoints)
    {
        foreach (var step in BasisPoints)
        {
            if (step > basisPoints)
            {
                return step;
            }
        }

        return null;
    }
}
