"""The fitted model of `likelihood`: the log-odds that a run is a part of the article, by the figures of `features.NAMES`.

Written by `benchmarks/fit_extract.py`; 694 pages, 59347 runs. Never edit it by hand.
"""

# ruff: noqa: PLR0913, PLR0917 - trees written out are four times as quick as trees walked
# fmt: off


def log_odds(
    default: float, recall: float, rules: float, length: float, words: float, ends: float, colon: float, date: float, quote: float,
    digits: float, caps: float, links: float, is_p: float, is_li: float, is_h: float, is_cell: float, is_pre: float, is_other: float,
    in_section: float, in_ul: float, in_table: float, in_header: float, in_figure: float, good: float, aside: float, meta: float, sub:
    float, menu: float, hidden: float, caption: float, around: float, off: float, deeper: float, asides: float, asides_share: float, box1:
    float, mass1: float, box2: float, tight: float, branch: float, branch_size: float, branch_links: float, cum: float, before_first:
    float, after_last: float, from_last: float, to_next: float, window: float, window_links: float, style: float, style_n: float, under:
    float, since_heading: float, repeated: float, is_desc: float, desc_like: float, title_cover: float, author: float, page_mass: float,
    page_share: float, page_n: float, body: float, kin: float, kin_n: float, kin_runs: float, kin_len: float, kin_prose: float, kin_links:
    float, prose: float, prose2: float, prose_share: float, prose_in2: float, prose_in3: float, prose_in4: float, in_article: float,
    in_main: float, quoted: float, main_before2: float, main_before1: float, main_after1: float, main_after2: float, main_after3: float,
    length_before1: float, length_after1: float, length_after2: float, links_before1: float, links_after1: float,
) -> float:
    """How likely a run with these figures is a part of the article: a start, and what each tree adds."""
    return (
        1.1025
        + (((-0.224 if window_links <= 0.03751 else -0.370) if kin <= 0 else -0.064) if default <= 0.7823 else (((0.059 if links <= 0.7692
        else -0.159) if from_last <= 3.5 else -0.261) if ends <= 0.5 else (-0.208 if rules <= 0.5 else 0.116)))
        + ((((-0.216 if style_n <= 0 else 0.075) if page_n <= 2.89 else -0.287) if style <= 0 else -0.134) if rules <= 0.5 else ((0.011 if
        style_n <= 0 else 0.113) if branch_links <= 0.1581 else (-0.168 if mass1 <= 0.01426 else 0.031)))
        + (((-0.233 if kin_prose <= 0.6554 else -0.044) if prose_share <= 0.7022 else -0.109) if rules <= 0.5 else (((0.088 if branch <=
        -1 else -0.146) if style <= -1 else 0.109) if branch_links <= 0.1581 else (-0.140 if mass1 <= 0.01426 else 0.028)))
        + ((((-0.153 if style <= -1 else 0.080) if page_n <= 2.89 else -0.205) if style <= 0 else -0.090) if rules <= 0.5 else (0.100 if
        window_links <= 0.1925 else (-0.203 if box1 <= 0.5 else (0.058 if deeper <= 0.25 else -0.155))))
        + ((-0.063 if page_n <= 2.89 else -0.174) if rules <= 0.5 else (((0.061 if branch_links <= 0.01746 else -0.202) if style_n <= 0
        else 0.101) if window_links <= 0.1728 else ((-0.142 if box1 <= 0.5 else 0.039) if deeper <= 2.25 else -0.247)))
        + (((-0.118 if kin_prose <= 0.1237 else 0.023) if from_last <= 2.5 else -0.165) if rules <= 0.5 else ((0.055 if kin_prose <=
        0.2436 else (0.108 if page_mass <= 10.59 else (-0.334 if kin_links <= 0.01773 else 0.042))) if branch_links <= 0.1581 else
        -0.020))
        + (((-0.051 if from_last <= 5.5 else -0.131) if branch_links <= 0.07766 else -0.158) if rules <= 0.5 else (((0.055 if kin_prose <=
        0.2436 else 0.106) if page_mass <= 10.59 else -0.059) if branch_links <= 0.1199 else (-0.129 if style_n <= 1.609 else 0.044)))
        + (((-0.142 if prose_share <= 0.7022 else -0.050) if style <= 0 else -0.040) if rules <= 0.5 else (((0.056 if style_n <= 1.792
        else 0.104) if page_mass <= 10.59 else -0.055) if branch_links <= 0.1043 else (-0.102 if kin_runs <= 4.5 else 0.040)))
        + ((0.011 if page_n <= 2.89 else -0.125) if recall <= 0.9941 else ((-0.076 if style_n <= 2.079 else 0.042) if ends <= 0.5 else
        (((0.024 if to_next <= 1.5 else -0.175) if mass1 <= 0.03784 else 0.082) if kin_prose <= 0.1237 else 0.097)))
        + ((-0.116 if prose_share <= 0.7022 else 0.001) if default <= 0.9941 else ((-0.083 if kin_runs <= 4.5 else 0.025) if ends <= 0.5
        else ((0.055 if cum <= 0.852 else -0.108) if prose_share <= 0.3086 else (0.097 if page_mass <= 10.59 else -0.061))))
        + (((-0.134 if around <= 9.5 else (-0.081 if style_n <= 0.6931 else 0.030)) if branch_links <= 0.07766 else -0.125) if rules <=
        0.5 else ((0.041 if style_n <= 1.792 else 0.091) if window_links <= 0.1728 else (-0.114 if mass1 <= 0.03784 else 0.030)))
        + (((((0.001 if branch_links <= 0.01746 else -0.095) if kin_prose <= 0.1802 else 0.120) if before_first <= 0.5 else -0.111) if
        after_last <= 1.5 else -0.129) if style <= 0 else ((0.044 if kin_prose <= 0.4314 else 0.091) if branch_links <= 0.1581 else
        -0.023))
        + ((((-0.129 if around <= 11.5 else 0.001) if window_links <= 0.04571 else -0.113) if kin_prose <= 0.6376 else 0.065) if box1 <= 0
        else (-0.071 if style <= -1 else ((0.082 if repeated <= 1.5 else -0.077) if cum <= 0.9148 else -0.035)))
        + ((((-0.111 if page_share <= 0.5816 else 0.023) if kin_prose <= 0.1237 else 0.077) if tight <= 0.8945 else -0.102) if rules <=
        0.5 else ((0.024 if window_links <= 0.1728 else -0.092) if mass1 <= 0.03784 else (0.083 if after_last <= 0.5 else -0.087)))
        + ((-0.017 if branch_links <= 0.01746 else (0.025 if page_n <= 2.89 else -0.112)) if kin <= 0 else (((-0.135 if mass1 <= 0.05153
        else -0.000) if style_n <= 3.135 else 0.051) if ends <= 0.5 else (0.078 if repeated <= 1.5 else -0.115)))
        + (((-0.125 if around <= 5.5 else 0.012) if window_links <= 0.04571 else (-0.100 if branch <= 0.9914 else 0.028)) if mass1 <=
        0.007632 else ((-0.079 if rules <= 0.5 else 0.017) if ends <= 0.5 else (0.078 if style_n <= 5.037 else -0.120)))
        + ((-0.015 if branch_links <= 0.01746 else -0.100) if style <= 0 else ((0.005 if ends <= 0.5 else (((-0.060 if around <= 2.5 else
        0.087) if repeated <= 1.5 else -0.130) if page_mass <= 10.59 else -0.117)) if window_links <= 0.1728 else -0.029))
        + (((-0.043 if kin_runs <= 16.5 else 0.106) if from_last <= 3.5 else -0.096) if box2 <= 0.5333 else (-0.022 if ends <= 0.5 else
        ((0.076 if page_mass <= 10.59 else (-0.182 if kin_links <= 0.03478 else 0.114)) if cum <= 0.938 else -0.057)))
        + ((((0.065 if page_n <= 2.89 else -0.053) if from_last <= 4.5 else -0.095) if is_desc <= 0.5 else 0.172) if rules <= 0.5 else
        (((-0.039 if style_n <= 2.773 else 0.065) if mass1 <= 0.03784 else 0.073) if cum <= 0.8928 else -0.046))
        + ((-0.104 if around <= 9.5 else (-0.068 if prose2 <= 4.758 else 0.012)) if rules <= 0.5 else (((-0.042 if style_n <= 2.996 else
        0.083) if box1 <= 0.6597 else (0.072 if deeper <= 0.75 else -0.008)) if after_last <= 0.5 else -0.077))
        + ((0.048 if page_mass <= 6.114 else ((-0.060 if kin_n <= 6.575 else 0.049) if after_last <= 1.5 else -0.109)) if style <= 0 else
        (((0.023 if kin_runs <= 9.5 else 0.086) if page_mass <= 10.59 else -0.104) if branch_links <= 0.1043 else -0.018))
        + ((0.041 if page_n <= 2.89 else (-0.075 if quoted <= 0.5 else 0.235)) if style <= 0 else (((-0.022 if in_main <= 0.8161 else
        -0.151) if in_main <= 0.9581 else 0.044) if ends <= 0.5 else (-0.127 if around <= 1.5 else 0.061)))
        + ((((0.032 if repeated <= 1.5 else -0.131) if is_other <= 0.5 else -0.045) if kin_n <= 7.919 else (0.078 if prose <= 10.16 else
        -0.065)) if branch_links <= 0.1043 else ((-0.050 if length <= 4.635 else 0.041) if to_next <= 2.5 else -0.094))
        + (((0.023 if title_cover <= 0.75 else -0.112) if branch_links <= 0.01746 else -0.079) if style <= 0 else ((-0.065 if prose_in4 <=
        0.2571 else (0.036 if hidden <= 0.5 else (-0.112 if in_article <= 0.8849 else -0.712))) if kin_runs <= 10.5 else 0.061))
        + ((0.045 if page_n <= 2.89 else (-0.080 if style_n <= 2.996 else 0.019)) if prose_share <= 0.3086 else (((0.054 if page_mass <=
        7.631 else -0.038) if title_cover <= 0.8889 else -0.162) if kin_runs <= 7.5 else (0.073 if page_mass <= 10.59 else -0.082)))
        + (((0.076 if page_mass <= 6.114 else (0.000 if cum <= 0.9148 else -0.084)) if words <= 3.258 else (0.061 if caps <= 0.4167 else
        -0.133)) if from_last <= 3.5 else ((-0.042 if is_desc <= 0.5 else 0.132) if to_next <= 26.5 else -0.091))
        + ((((0.060 if title_cover <= 0.75 else -0.090) if page_mass <= 7.43 else -0.053) if style_n <= 1.946 else ((0.020 if prose_share
        <= 0.4056 else 0.088) if page_mass <= 10.33 else -0.069)) if branch_links <= 0.1043 else (-0.080 if main_before1 <= 0.3494 else
        -0.014))
        + (((0.088 if page_n <= 1.609 else ((-0.006 if hidden <= 0.5 else (-0.086 if page_share <= 0.8959 else -0.439)) if links <= 0.3472
        else -0.110)) if style_n <= 1.946 else (0.063 if page_mass <= 10.33 else -0.036)) if cum <= 0.9148 else -0.068)
        + ((((0.043 if from_last <= 7.5 else -0.057) if page_n <= 2.89 else -0.062) if kin_runs <= 20.5 else 0.044) if prose <= 6.192 else
        (((-0.129 if around <= 1.5 else 0.062) if to_next <= 28.5 else -0.026) if links <= 0.7692 else -0.155))
        + (((0.083 if main_after2 <= -0.5 else (-0.042 if prose <= 6.192 else 0.029)) if kin_runs <= 7.5 else (0.054 if page_mass <= 10.59
        else (0.024 if tight <= 0.9974 else -0.234))) if after_last <= 0.5 else (0.001 if window_links <= 0.04571 else -0.090))
        + (((0.008 if kin_runs <= 10.5 else ((0.071 if deeper <= 3.25 else -0.084) if page_mass <= 10.33 else (-0.145 if in_main <= 0.9791
        else 0.064))) if before_first <= 0.5 else (-0.068 if is_desc <= 0.5 else 0.169)) if cum <= 0.938 else -0.063)
        + (((((0.031 if kin_runs <= 4.5 else -0.139) if branch_size <= 4.977 else 0.099) if page_mass <= 7.43 else -0.035) if kin_runs <=
        7.5 else (0.061 if page_mass <= 10.33 else -0.057)) if branch_links <= 0.07766 else (-0.014 if from_last <= 3.5 else -0.079))
        + ((((((0.022 if prose_in4 <= 0.9211 else 0.069) if author <= 0.5 else -0.173) if kin_prose <= 0.9735 else -0.109) if is_other <=
        0.5 else -0.028) if repeated <= 0.5 else -0.065) if after_last <= 0.5 else (0.001 if window_links <= 0.04571 else -0.082))
        + ((0.050 if page_mass <= 6.114 else -0.034) if prose <= 6.306 else (-0.116 if around <= 1.5 else ((((0.068 if page_mass <= 10.59
        else -0.042) if repeated <= 1.5 else -0.121) if asides_share <= 0.1852 else -0.111) if links <= 0.7692 else -0.131)))
        + ((-0.088 if box2 <= 0.9396 else 0.025) if around <= 9.5 else ((0.077 if page_n <= 1.609 else (-0.050 if ends <= 0.5 else 0.003))
        if style_n <= 1.792 else ((0.057 if style_n <= 5.037 else -0.062) if caps <= 0.2857 else -0.002)))
        + (((-0.011 if title_cover <= 0.8889 else -0.125) if ends <= 0.5 else ((((-0.084 if around <= 2.5 else 0.040) if kin_prose <=
        0.5868 else 0.079) if repeated <= 0.5 else -0.061) if cum <= 0.8338 else -0.024)) if after_last <= 1.5 else -0.053)
        + (((((-0.040 if page_share <= 0.8203 else 0.050) if before_first <= 0.5 else -0.089) if prose2 <= 0 else ((0.131 if page_n <=
        1.609 else 0.036) if caption <= 0.5 else -0.074)) if title_cover <= 0.8889 else -0.121) if cum <= 0.8706 else -0.043)
        + ((((0.060 if kin_runs <= 4.5 else -0.072) if page_n <= 2.89 else (-0.040 if is_desc <= 0.5 else 0.130)) if style_n <= 1.946 else
        (0.053 if page_mass <= 10.33 else (-0.138 if in_main <= 0.9791 else 0.047))) if branch_links <= 0.07766 else -0.034)
        + (((((0.052 if branch_links <= 0.06542 else -0.056) if kin_n <= 5.455 else (-0.217 if branch_links <= 0 else 0.039)) if words <=
        2.944 else 0.075) if page_mass <= 7.43 else -0.046) if style_n <= 1.946 else (-0.012 if prose_in4 <= 0.7453 else 0.046))
        + (-0.085 if around <= 1.5 else ((((((0.074 if tight <= 0.9186 else 0.028) if branch_links <= 0.445 else -0.071) if repeated <=
        0.5 else -0.036) if kin_prose <= 0.9735 else -0.107) if title_cover <= 0.8889 else -0.118) if window_links <= 0.1728 else -0.033))
        + ((((-0.048 if page_share <= 0.8683 else 0.040) if prose2 <= 0 else (0.037 if deeper <= 2.25 else -0.067)) if title_cover <=
        0.8889 else -0.107) if cum <= 0.8706 else (0.076 if page_mass <= 6.209 else (-0.068 if kin_runs <= 32.5 else 0.029)))
        + ((-0.072 if page_share <= 0.9344 else 0.058) if around <= 9.5 else (((-0.024 if kin_runs <= 4.5 else 0.058) if kin_prose <=
        0.02036 else ((-0.149 if in_main <= 0.9458 else -0.014) if is_li <= 0.5 else 0.093)) if ends <= 0.5 else 0.029))
        + (((((0.048 if page_mass <= 10.59 else -0.074) if branch_links <= 0.01251 else -0.001) if repeated <= 0.5 else -0.041) if
        title_cover <= 0.8889 else -0.101) if cum <= 0.8706 else (0.069 if page_mass <= 6.209 else (-0.062 if kin_runs <= 32.5 else
        0.027)))
        + ((-0.062 if length_after1 <= 6.1 else -0.404) if around <= 1.5 else ((0.060 if tight <= 0.9186 else (((0.021 if hidden <= 0.5
        else -0.149) if branch_links <= 0.006006 else -0.081) if kin_links <= 0.001088 else 0.034)) if caps <= 0.2857 else -0.020))
        + (((-0.137 if box2 <= 0.9437 else 0.059) if around <= 3.5 else ((0.034 if page_mass <= 10.59 else -0.079) if caption <= 0.5 else
        -0.061)) if branch_links <= 0.04221 else ((-0.028 if kin_runs <= 25.5 else 0.056) if after_last <= 12.5 else -0.098))
        + ((((0.032 if kin_prose <= 0.7841 else -0.088) if page_n <= 2.89 else ((-0.087 if prose_share <= 0.9884 else 0.018) if
        title_cover <= 0.1111 else -0.011)) if is_desc <= 0.5 else 0.087) if style_n <= 1.946 else (-0.018 if prose_in3 <= 0.1144 else
        0.039))
        + ((0.081 if page_n <= 1.609 else (0.033 if tight <= 0.8858 else (-0.061 if main_after1 <= 0.1173 else (-0.006 if kin_prose <=
        0.9735 else -0.134)))) if in_main <= 0.9645 else ((-0.122 if around <= 1.5 else 0.049) if is_other <= 0.5 else -0.041))
        + ((((((0.003 if branch_size <= 6.377 else -0.067) if prose <= 6.422 else (0.050 if links <= 0.7692 else -0.131)) if style_n <=
        2.996 else 0.043) if author <= 0.5 else -0.125) if repeated <= 0.5 else -0.044) if asides_share <= 0.1852 else -0.065)
        + (((((-0.075 if style_n <= 0.6931 else 0.010) if kin_len <= 100.3 else -0.096) if title_cover <= 0.1 else (0.013 if title_cover
        <= 0.75 else -0.120)) if kin_prose <= 0.7723 else 0.056) if page_share <= 0.7956 else (0.128 if tight <= 0.9122 else 0.012))
        + ((((((0.047 if kin_n <= 8.85 else -0.474) if before_first <= 0.5 else -0.069) if kin_len <= 47.33 else -0.061) if prose <= 0
        else (0.032 if branch_links <= 0.7367 else -0.101)) if title_cover <= 0.8889 else -0.078) if cum <= 0.8149 else -0.026)
        + (((-0.038 if page_share <= 0.5687 else 0.052) if words <= 3.367 else 0.081) if tight <= 0.9186 else (((0.025 if page_mass <=
        7.631 else -0.052) if prose_share <= 0.4056 else (0.088 if prose_in3 <= 0.687 else 0.004)) if links_after1 <= 0.8276 else -0.053))
        + ((0.056 if page_mass <= 6.114 else (-0.071 if around <= 3.5 else (((-0.053 if prose_share <= 0.3086 else -0.002) if title_cover
        <= 0.1875 else 0.029) if style_n <= 3.135 else (0.042 if kin_prose <= 0.9594 else -0.079)))) if title_cover <= 0.8889 else -0.090)
        + ((0.074 if page_n <= 1.609 else ((0.001 if page_share <= 0.6818 else 0.108) if tight <= 0.8858 else ((-0.032 if is_li <= 0.5
        else 0.048) if page_n <= 6.297 else -0.188))) if in_main <= 0.9645 else (-0.104 if around <= 1.5 else 0.031))
        + (((((0.010 if kin_len <= 143.4 else -0.113) if words <= 3.045 else 0.049) if cum <= 0.7163 else ((0.079 if tight <= 0.9453 else
        -0.021) if default <= 0.5433 else -0.037)) if repeated <= 0.5 else -0.042) if under <= 0.5 else -0.088)
        + ((((-0.003 if prose <= 6.192 else ((0.039 if prose <= 10.16 else -0.054) if branch_links <= 0.7367 else (0.132 if kin_len <=
        108.4 else -0.174))) if author <= 0.5 else -0.115) if under <= 0.5 else -0.082) if asides_share <= 0.3802 else -0.078)
        + (((0.058 if main_after3 <= -0.5 else (-0.012 if in_main <= 0.9645 else ((0.007 if kin_len <= 414.6 else -0.224) if style_n <=
        1.609 else (0.053 if deeper <= 3.25 else -0.057)))) if after_last <= 11.5 else -0.054) if title_cover <= 0.8889 else -0.084)
        + ((-0.034 if style <= -1 else (((-0.075 if window <= 0 else (0.026 if in_article <= 0.8412 else -0.029)) if page_n <= 6.297 else
        -0.125) if in_main <= 0.9791 else (-0.101 if around <= 1.5 else 0.038))) if is_desc <= 0.5 else 0.083)
        + ((((((0.055 if digits <= 0.04267 else -0.058) if page_mass <= 7.631 else 0.005) if links_after1 <= 0.8276 else (-0.022 if
        kin_prose <= 0.9594 else -0.386)) if author <= 0.5 else -0.107) if title_cover <= 0.8889 else -0.078) if asides_share <= 0.3802
        else -0.072)
        + (0.025 if tight <= 0.9186 else (((((-0.057 if style <= 0.9844 else -0.132) if tight <= 1.444 else (0.107 if branch_links <=
        0.06542 else -0.088)) if in_main <= 0.9645 else 0.002) if page_share <= 0.9127 else 0.032) if mass1 <= 0.03784 else 0.009))
        + (-0.065 if off <= 10.5 else ((-0.003 if style_n <= 3.091 else (0.045 if page_mass <= 10.59 else (0.094 if cum <= 0.3333 else
        ((0.096 if tight <= 0.9974 else -0.228) if in_section <= 0.5 else -0.256)))) if author <= 0.5 else -0.097))
        + (((-0.083 if window <= 0.06977 else ((0.055 if page_mass <= 6.114 else ((0.025 if after_last <= 0.5 else -0.074) if tight <=
        1.148 else -0.076)) if digits <= 0.04267 else -0.074)) if good <= 0.5 else 0.017) if asides <= 1.5 else -0.094)
        + ((((-0.028 if page_share <= 0.5687 else ((-0.004 if mass1 <= 0.4723 else -0.556) if tight <= 0.7706 else 0.074)) if words <=
        3.466 else 0.084) if tight <= 0.9186 else (-0.009 if is_li <= 0.5 else 0.044)) if deeper <= 4.75 else -0.059)
        + ((0.097 if page_n <= 1.609 else (((0.011 if rules <= 0.5 else -0.054) if prose_in4 <= 0.879 else (0.023 if kin_len <= 444 else
        -0.136)) if title_cover <= 0.2 else 0.029)) if caps <= 0.4167 else (-0.005 if kin_prose <= 0.04221 else -0.084))
        + (((((0.026 if quoted <= 0.5 else 0.286) if tight <= 0.9186 else (0.003 if from_last <= 3.5 else (-0.084 if good <= 0.5 else
        0.055))) if before_first <= 0.5 else -0.044) if is_desc <= 0.5 else 0.074) if asides <= 1.5 else -0.087)
        + ((-0.039 if good <= 0.5 else (-0.032 if branch_size <= 4.977 else (0.052 if page_share <= 0.7345 else (0.007 if page_n <= 5.549
        else (-0.490 if page_n <= 5.69 else -0.117))))) if page_share <= 0.7956 else (0.023 if kin_prose <= 0.9735 else -0.094))
        + ((((0.063 if page_mass <= 6.114 else (-0.066 if around <= 9.5 else -0.003)) if title_cover <= 0.2 else (0.043 if caps <= 0.5
        else (0.002 if kin_prose <= 0.04221 else -0.184))) if author <= 0.5 else -0.102) if title_cover <= 0.75 else -0.059)
        + (((0.008 if kin_prose <= 0.9594 else -0.057) if title_cover <= 0.8889 else (0.032 if tight <= 0.9702 else -0.119)) if deeper <=
        4.75 else (((-0.104 if page_share <= 0.7615 else -0.672) if kin_prose <= 0.8378 else 0.118) if page_share <= 0.7827 else 0.055))
        + (((-0.002 if kin_runs <= 14.5 else (0.009 if branch <= 0.1871 else (-0.762 if length_after2 <= 2.833 else -0.202))) if kin_runs
        <= 15.5 else 0.026) if links <= 0.7692 else ((-0.035 if prose2 <= 7.508 else 0.130) if kin_prose <= 0.5868 else -0.152))
        + (((0.006 if kin_prose <= 0.02036 else (((-0.072 if page_mass <= 9.466 else (-0.399 if page_mass <= 9.557 else -0.106)) if
        page_share <= 0.9226 else 0.033) if is_li <= 0.5 else 0.078)) if ends <= 0.5 else 0.015) if asides_share <= 0.1852 else -0.045)
        + (((((-0.033 if cum <= 0.0443 else 0.058) if kin_len <= 54.19 else -0.049) if length <= 4.7 else (0.043 if caption <= 0.5 else
        -0.084)) if cum <= 0.7163 else (0.071 if page_mass <= 6.114 else -0.024)) if repeated <= 0.5 else -0.034)
        + ((((0.094 if page_n <= 1.609 else (0.036 if default <= 0.7709 else -0.004)) if caps <= 0.4167 else (-0.002 if kin_len <= 122.3
        else -0.079)) if asides <= 1.5 else -0.085) if under <= 0.5 else (-0.091 if box2 <= 0.9918 else 0.156))
        + (-0.060 if off <= 10.5 else ((((0.095 if to_next <= 28.5 else 0.006) if caption <= 0.5 else -0.097) if is_other <= 0.5 else
        -0.023) if default <= 0.5433 else ((-0.103 if length_after1 <= 4.331 else -0.371) if tight <= 0.7163 else -0.001)))
        + (-0.019 if prose2 <= 0 else (0.034 if tight <= 0.9186 else ((-0.074 if mass1 <= 0.09038 else 0.119) if prose_in3 <= 0.07839 else
        (0.050 if prose_in3 <= 0.7805 else (0.006 if kin_len <= 444 else (-0.175 if prose <= 7.82 else -0.008))))))
        + (((0.005 if branch_links <= 0.291 else -0.058) if kin_prose <= 0.7841 else (0.064 if in_article <= 0.9622 else -0.149)) if
        style_n <= 1.792 else (0.062 if page_mass <= 7.859 else ((0.007 if in_main <= 0.8545 else -0.059) if in_main <= 0.9791 else
        0.034)))
        + (((((-0.004 if length <= 4.7 else 0.071) if page_mass <= 7.859 else (-0.067 if page_mass <= 8.487 else -0.005)) if kin_n <= 7.65
        else -0.053) if prose <= 7.926 else 0.045) if kin_runs <= 23.5 else (0.039 if page_mass <= 10.33 else -0.037))
        + (((0.065 if length_after2 <= -1 else (((-0.006 if box2 <= 0.9142 else -0.047) if prose <= 7.991 else 0.041) if kin_runs <= 23.5
        else 0.021)) if title_cover <= 0.3 else 0.031) if title_cover <= 0.75 else (-0.119 if prose2 <= 5.349 else 0.007))
        + ((((0.031 if in_article <= 0.8412 else (0.005 if hidden <= 0.5 else (-0.004 if tight <= 1.73 else -0.434))) if cum <= 0.6786
        else (-0.011 if prose <= 10.16 else -0.147)) if before_first <= 0.5 else -0.037) if is_desc <= 0.5 else 0.063)
        + ((((0.090 if page_n <= 1.386 else ((0.003 if kin_prose <= 0.8066 else 0.044) if kin_prose <= 0.9594 else (0.047 if box2 <=
        0.9569 else -0.110))) if title_cover <= 0.75 else -0.051) if author <= 0.5 else -0.077) if deeper <= 4.75 else -0.051)
        + ((((0.030 if default <= 0.9706 else -0.011) if prose_in2 <= 0.9224 else 0.030) if date <= 0.5 else -0.031) if links <= 0.7692
        else ((-0.028 if prose2 <= 6.877 else 0.146) if kin_len <= 70.67 else (-0.019 if in_article <= 0 else -0.146)))
        + ((((0.003 if length <= 4.949 else (0.046 if caption <= 0.5 else -0.100)) if repeated <= 0.5 else ((-0.116 if cum <= 0.01952 else
        0.017) if tight <= 1.73 else -0.193)) if is_pre <= 0.5 else -0.122) if cum <= 0.6786 else -0.013)
        + (0.067 if page_n <= 1.386 else (-0.014 if good <= 0.5 else (((0.051 if kin_len <= 54.19 else (-0.059 if words <= 3.332 else
        0.020)) if page_n <= 5.187 else 0.046) if page_mass <= 9.865 else (-0.057 if branch_links <= 0.1199 else 0.069))))
        + (((0.038 if is_other <= 0.5 else -0.032) if default <= 0.7709 else ((-0.041 if branch_size <= 4.754 else (-0.130 if around <=
        3.5 else 0.059)) if branch <= -1 else -0.060)) if page_share <= 0.7956 else (0.104 if tight <= 0.9122 else 0.007))
        + (-0.056 if off <= 10.5 else (((0.061 if after_last <= 7.5 else -0.040) if is_other <= 0.5 else -0.018) if default <= 0.5433 else
        ((-0.038 if kin_prose <= 0.6928 else (0.051 if links <= 0.7692 else -0.172)) if page_share <= 0.7956 else 0.014)))
        + ((((((-0.092 if in_section <= 0.5 else 0.124) if prose2 <= 0 else (0.102 if box1 <= 0.8835 else -0.062)) if page_mass <= 8.728
        else 0.104) if tight <= 0.9186 else 0.007) if in_article <= 0.8091 else -0.010) if from_last <= 11.5 else -0.023)
        + (((((0.089 if style <= 0.8571 else (0.065 if length_before1 <= 3.401 else -0.063)) if page_mass <= 6.114 else -0.000) if author
        <= 0.5 else (-0.171 if page_n <= 5.257 else 0.026)) if from_last <= 11.5 else -0.029) if sub <= 0.5 else 0.040)
        + ((((0.063 if length_after2 <= 1.609 else 0.003) if to_next <= 2.5 else -0.019) if sub <= 0.5 else 0.051) if deeper <= 3.25 else
        (((-0.072 if page_share <= 0.7827 else 0.038) if kin_prose <= 0.6116 else 0.080) if mass1 <= 0.02445 else -0.237))
        + ((-0.074 if window <= 0.06977 else (((-0.002 if title_cover <= 0.75 else -0.115) if hidden <= 0.5 else (-0.043 if in_article <=
        0.9952 else -0.297)) if prose <= 6.306 else (-0.025 if page_share <= 0.7345 else 0.068))) if good <= 0.5 else 0.011)
        + (((0.049 if main_after3 <= -0.5 else -0.035) if style <= -1 else ((-0.024 if prose_in4 <= 0.0132 else 0.040) if kin_prose <= 0
        else (-0.051 if branch_size <= 4.836 else 0.005))) if is_desc <= 0.5 else (0.101 if branch_links <= 0.03465 else -0.012))
        + (((-0.032 if page_share <= 0.7956 else ((0.046 if digits <= 0.05385 else -0.079) if after_last <= 0.5 else -0.065)) if good <=
        0.5 else 0.014) if repeated <= 3.5 else ((-0.033 if prose <= 7.512 else -0.390) if cum <= 0.2132 else -0.017))
        + (((((-0.010 if kin_len <= 295.6 else -0.179) if around <= 3.5 else (0.019 if title_cover <= 0.8889 else (-0.116 if page_mass <=
        7.859 else 0.089))) if page_n <= 6.297 else -0.051) if links_after1 <= 0.8276 else -0.021) if date <= 0.5 else -0.030)
        + ((-0.002 if quote <= 0.5 else ((-0.098 if prose_in4 <= 0.7453 else (0.132 if window <= 0.9294 else -0.060)) if prose <= 6.557
        else ((0.067 if page_share <= 0.8599 else -0.245) if window_links <= 0.001377 else 0.091))) if asides <= 1.5 else -0.069)
        + (0.062 if page_n <= 1.386 else ((((((-0.015 if is_li <= 0.5 else 0.079) if kin_len <= 272 else 0.101) if kin_len <= 395.7 else
        -0.066) if links <= 0.7692 else -0.070) if style_n <= 1.792 else 0.008) if is_desc <= 0.5 else 0.049))
        + (((0.015 if page_mass <= 7.631 else -0.012) if kin_runs <= 31.5 else ((0.043 if page_mass <= 9.865 else (-0.116 if in_main <=
        0.989 else 0.074)) if page_share <= 0.9127 else 0.102)) if kin_prose <= 0.9594 else (0.047 if box2 <= 0.952 else -0.090))
        + (((0.040 if since_heading <= 5.5 else ((-0.011 if rules <= 0.5 else ((-0.163 if prose2 <= 7.245 else -0.879) if tight <= 0.7163
        else -0.054)) if kin_len <= 238.9 else 0.096)) if quoted <= 0.5 else 0.232) if tight <= 0.9186 else -0.005)
        + (((0.007 if repeated <= 0.5 else ((-0.041 if kin_prose <= 0.7153 else -0.237) if cum <= 0.2905 else (-0.036 if mass1 <= 0.01426
        else 0.048))) if author <= 0.5 else -0.067) if under <= 0.5 else (-0.109 if main_after1 <= 0.5029 else 0.031))
        + (((0.005 if repeated <= 12.5 else -0.143) if title_cover <= 0.75 else (-0.082 if kin <= 0.9348 else 0.035)) if deeper <= 4.75
        else ((-0.088 if kin_runs <= 6.5 else 0.055) if prose_in4 <= 0.0132 else (-0.140 if page_share <= 0.77 else 0.079)))
        + ((((0.036 if since_heading <= 5.5 else -0.024) if quoted <= 0.5 else 0.211) if tight <= 0.9186 else -0.011) if tight <= 1.444
        else ((0.086 if caps <= 0.3421 else -0.005) if hidden <= 0.5 else (-0.154 if in_main <= 0.9645 else 0.087)))
        + ((-0.004 if prose <= 6.192 else ((-0.118 if prose_in4 <= 0.09995 else (0.059 if branch_links <= 0.445 else -0.067)) if kin_len
        <= 444 else (-0.083 if prose <= 7.82 else 0.034))) if cum <= 0.6786 else (-0.009 if prose <= 10.16 else -0.120))
        + ((((0.007 if kin_prose <= 0.9594 else (-0.029 if links_after1 <= 0.8276 else -0.326)) if caption <= 0.5 else ((0.143 if page_n
        <= 4.615 else -0.054) if words <= 2.398 else -0.083)) if asides <= 1.5 else -0.071) if under <= 0.5 else -0.054)
        + (((0.089 if caps <= 0.3788 else -0.136) if window_links <= 0.02577 else -0.090) if off <= 10.5 else ((-0.009 if kin_len <= 17
        else (-0.009 if style_n <= 0.6931 else (0.071 if is_cell <= 0.5 else -0.068))) if kin_len <= 41.6 else -0.004))
        + (((-0.111 if window_links <= 0.00368 else 0.083) if window_links <= 0.02577 else -0.088) if off <= 10.5 else (0.016 if kin_len
        <= 54.19 else ((0.014 if kin <= 0.5 else (-0.085 if prose_in2 <= 0.8734 else 0.014)) if words <= 2.944 else 0.007)))
        + (0.026 if main_after3 <= -0.5 else (-0.057 if page_n <= 1.946 else ((((0.017 if page_mass <= 9.466 else -0.042) if page_share <=
        0.9127 else 0.051) if repeated <= 3.5 else -0.072) if cum <= 0.6588 else (0.007 if kin_len <= 100.3 else -0.033))))
        + (0.003 if links <= 0.7692 else ((-0.013 if style <= 0 else 0.147) if branch_size <= 3.258 else (-0.081 if style_n <= 1.609 else
        (((-0.044 if main_before1 <= 0.4693 else 0.053) if prose_in2 <= 0.9857 else 0.214) if kin_prose <= 0.5868 else -0.129))))
        + (-0.014 if prose2 <= 0 else (0.034 if kin_len <= 86 else ((-0.089 if window_links <= 0.00798 else (0.086 if page_n <= 4.111 else
        (-0.006 if since_heading <= 10.5 else (-0.039 if box1 <= 0.999 else -0.212)))) if kin_len <= 172.7 else 0.010)))
        + ((0.003 if from_last <= 3.5 else ((-0.056 if prose_in4 <= 0.879 else (0.002 if sub <= 0.5 else 0.166)) if branch_links <= 0.1382
        else -0.080)) if good <= 0.5 else ((0.022 if mass1 <= 0.9709 else -0.028) if page_n <= 6.541 else -0.067))
        + ((((0.031 if digits <= 0.04267 else (-0.107 if words <= 2.485 else 0.086)) if title_cover <= 0.8889 else -0.095) if page_mass <=
        7.749 else ((0.019 if tight <= 0.8858 else -0.044) if prose <= 7.82 else 0.036)) if style_n <= 3.091 else 0.016)
        + (((-0.009 if length <= 4.771 else 0.023) if cum <= 0.6588 else -0.015) if tight <= 1.444 else ((0.082 if caps <= 0.3421 else
        (0.095 if page_share <= 0.2986 else -0.035)) if hidden <= 0.5 else (-0.139 if in_main <= 0.9645 else 0.083)))
        + ((-0.022 if deeper <= -0.75 else ((-0.058 if around <= 1.5 else (0.012 if good <= 0.5 else (-0.047 if style <= -1 else 0.096)))
        if recall <= 0.5307 else -0.002)) if caption <= 0.5 else (0.067 if page_n <= 4.615 else -0.076))
        + (((-0.009 if style <= 0.9844 else ((-0.123 if kin_runs <= 35.5 else -0.548) if prose2 <= 5.349 else -0.028)) if good <= 0.5 else
        ((0.011 if page_share <= 0.7345 else -0.070) if kin_len <= 255.6 else 0.058)) if page_share <= 0.7956 else 0.010)
        + ((((-0.086 if kin_prose <= 0.6554 else 0.056) if in_article <= -1 else ((0.075 if page_n <= 4.771 else -0.077) if mass1 <=
        0.06951 else 0.078)) if quoted <= 0.5 else 0.249) if around <= 9.5 else (0.006 if kin_prose <= 0.9594 else -0.046))
    )
