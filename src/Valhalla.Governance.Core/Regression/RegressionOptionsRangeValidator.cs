using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Regression;

/// <summary>Checks the ranges that <see cref="RegressionOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class RegressionOptionsRangeValidator : IValidateOptions<RegressionOptions>;
